"""Ten documents as the annexes of Decree 30/2020/NĐ-CP lay them out; all text is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.importers.word.samples import shapes
from tests.importers.word.samples.maker import Maker, numbered
from tests.importers.word.samples.official_parts import (
    ACT,
    LAW,
    MOTTO,
    Known,
    cells,
    centred,
    signed,
)


def decision() -> Known:
    """Return a decision whose head is a table of one row, with an automatic "Điều"."""
    make = Maker()
    left = ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC HỒNG LĨNH", "-------", "Số: 12/QĐ-UBND")
    cells(make, left, (*MOTTO, "Bắc Hồng Lĩnh, ngày 09 tháng 02 năm 2026"))
    centred(make, "QUYẾT ĐỊNH", "Về việc thành lập Tổ công nghệ số cộng đồng", "_______")
    centred(make, "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG BẮC HỒNG LĨNH")
    make.paragraph(LAW, "both", "i")
    make.paragraph("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.", "both", "i")
    centred(make, "QUYẾT ĐỊNH:")
    text = "Thành lập Tổ công nghệ số cộng đồng gồm các ông, bà có tên trong danh sách kèm theo."
    first = make.paragraph(align="both")
    make.run(first, "Điều 1. ", "b")
    make.run(first, text)
    make.paragraph(ACT, "both")
    make.paragraph("Điều 3. Các phòng chuyên môn chịu trách nhiệm thi hành Quyết định này./.")
    signed(make, "CHỦ TỊCH", "(đã ký)", "Nguyễn Văn A")
    return Known(
        make.done(),
        "Quyết định",
        "12/QĐ-UBND",
        "Ủy ban nhân dân phường Bắc Hồng Lĩnh",
        date(2026, 2, 9),
        "Về việc thành lập Tổ công nghệ số cộng đồng",
        ("## Điều 1", text, "## Điều 2", "Nơi nhận:", "Nguyễn Văn A"),
    )


def resolution() -> Known:
    """Return a resolution with chapters, its head in two rows, its title on two lines."""
    make = Maker()
    left = ("HỘI ĐỒNG NHÂN DÂN TỈNH HÀ TĨNH", "Số: 05/2026/NQ-HĐND")
    cells(make, left, (" ".join(MOTTO), "Hà Tĩnh, ngày 8 tháng 7 năm 2026"), 2)
    centred(make, "NGHỊ QUYẾT")
    centred(make, "Quy định mức hỗ trợ tổ bảo vệ an ninh,", "trật tự ở cơ sở trên địa bàn tỉnh")
    centred(make, "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ TĨNH", "KHÓA XIX, KỲ HỌP THỨ NHẤT")
    make.paragraph(LAW, "both", "i")
    centred(make, "Chương I", "QUY ĐỊNH CHUNG")
    make.paragraph("Điều 1. Phạm vi điều chỉnh", "both", "b")
    make.paragraph("1. Nghị quyết này quy định mức hỗ trợ.", "both")
    make.paragraph("2. Nội dung khác theo quy định của pháp luật.", "both")
    centred(make, "Chương II", "TỔ CHỨC THỰC HIỆN")
    centred(make, "Mục 1. TRÁCH NHIỆM")
    make.paragraph("Điều 2. Hiệu lực thi hành", "both", "b")
    make.paragraph("Nghị quyết có hiệu lực từ ngày 20 tháng 7 năm 2026.", "both")
    signed(make, "CHỦ TỊCH", "Trần Thị B")
    return Known(
        make.done(),
        "Nghị quyết",
        "05/2026/NQ-HĐND",
        "Hội đồng nhân dân tỉnh Hà Tĩnh",
        date(2026, 7, 8),
        "Quy định mức hỗ trợ tổ bảo vệ an ninh, trật tự ở cơ sở trên địa bàn tỉnh",
        ("## Chương I QUY ĐỊNH CHUNG", "### Mục 1. TRÁCH NHIỆM", "#### Điều 2. Hiệu lực thi hành"),
    )


def notice() -> Known:
    """Return a notice whose two columns are kept apart by tabs."""
    make = Maker()
    make.paragraph(f"UBND TỈNH HÀ TĨNH\t{MOTTO[0]}")
    line = make.paragraph(marks="b")
    make.run(line, f"SỞ NỘI VỤ\t{MOTTO[1]}", "b")
    make.paragraph("Số: 130/TB-SNV\tHà Tĩnh, ngày 3 tháng 11 năm 2026")
    centred(make, "THÔNG BÁO", "Kết quả xét tuyển viên chức năm 2026")
    make.paragraph("Căn cứ Kế hoạch số 99/KH-SNV ngày 01 tháng 9 năm 2026, Sở Nội vụ thông báo:")
    table = make.document.add_table(3, 3, style="Table Grid")
    for column, words in enumerate(("STT", "Họ và tên", "Kết quả")):
        make.run(table.cell(0, column).paragraphs[0], words, "b")
    for row, name in ((1, "Nguyễn Văn A"), (2, "Trần Thị B")):
        table.cell(row, 0).paragraphs[0].style = make.document.styles["List Number"]
        table.cell(row, 1).text = name
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Trúng tuyển"
    make.paragraph("Mọi thắc mắc gửi về Sở Nội vụ trước ngày 30 tháng 11 năm 2026.")
    make.paragraph("GIÁM ĐỐC", "right", "b")
    make.paragraph("Lê Văn C", "right", "b")
    return Known(
        make.done(),
        "Thông báo",
        "130/TB-SNV",
        "Sở Nội vụ",
        date(2026, 11, 3),
        "Kết quả xét tuyển viên chức năm 2026",
        (
            "| 1\\. | Nguyễn Văn A | Trúng tuyển |",
            "| 2\\. | Trần Thị B | Trúng tuyển |",
            "Lê Văn C",
        ),
    )


def plan() -> Known:
    """Return a plan whose head is in text boxes, with numbered lists that a text parts."""
    make = Maker()
    host = make.paragraph()
    for words in ("UBND PHƯỜNG NAM HỒNG LĨNH", "Số: 45/KH-UBND", *MOTTO):
        make.xml(host, shapes.box(words))
    make.xml(make.paragraph(), shapes.box("Nam Hồng Lĩnh, ngày 12 tháng 5 năm 2026"))
    centred(make, "KẾ HOẠCH", "Phòng cháy, chữa cháy rừng mùa khô năm 2026")
    make.paragraph("Thực hiện Chỉ thị số 02/CT-UBND ngày 02 tháng 4 năm 2026 của tỉnh.", "both")
    make.paragraph("I. MỤC ĐÍCH, YÊU CẦU", "both", "b")
    make.paragraph("Chủ động phòng ngừa", style="List Number")
    make.paragraph("Bảo đảm lực lượng, phương tiện tại chỗ.", "both")
    make.paragraph("Tuyên truyền đến từng hộ", style="List Number")
    signed(make, "TM. ỦY BAN NHÂN DÂN", "Phạm Văn D")
    return Known(
        make.done(),
        "Kế hoạch",
        "45/KH-UBND",
        "UBND phường Nam Hồng Lĩnh",
        date(2026, 5, 12),
        "Phòng cháy, chữa cháy rừng mùa khô năm 2026",
        ("1. Chủ động phòng ngừa", "2. Tuyên truyền đến từng hộ", "I. MỤC ĐÍCH, YÊU CẦU"),
    )


def report() -> Known:
    """Return a report with a table that has headings of Word in its cells."""
    make = Maker()
    left = ("UBND PHƯỜNG BẮC HỒNG LĨNH", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Số: 7/BC-KTHTĐT")
    cells(make, left, (*MOTTO, "Bắc Hồng Lĩnh, ngày 15 tháng 6 năm 2026"))
    head = make.paragraph(align="center")
    make.run(head, "BÁO CÁO", "b").add_break()
    make.run(head, "Kết quả xây dựng đường giao thông quý II năm 2026", "b")
    make.paragraph("Kính gửi: Ủy ban nhân dân phường Bắc Hồng Lĩnh.", "center")
    table = make.document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "STT", "Tuyến đường"
    table.cell(1, 0).text = "1.1"
    table.cell(1, 1).paragraphs[0].style = make.document.styles["Heading 2"]
    table.cell(1, 1).paragraphs[0].add_run("Đường liên tổ")
    make.paragraph("Số liệu tính đến ngày 14 tháng 6 năm 2026.")
    signed(make, "TRƯỞNG PHÒNG", "Hoàng Thị E")
    return Known(
        make.done(),
        "Báo cáo",
        "7/BC-KTHTĐT",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        date(2026, 6, 15),
        "Kết quả xây dựng đường giao thông quý II năm 2026",
        ("| 1.1 | **Đường liên tổ** |",),
    )


def letter() -> Known:
    """Return an official letter, whose subject stands below its number on two lines."""
    make = Maker()
    left = ("ỦY BAN NHÂN DÂN", "XÃ CAN LỘC", "Số: 230/UBND-VHXH", "V/v khai giảng")
    cells(make, (*left, "năm học 2026 - 2027"), (*MOTTO, "Can Lộc, ngày 20 tháng 8 năm 2026"))
    make.paragraph("Kính gửi: Các trường học trên địa bàn xã.", "center")
    make.paragraph("Thực hiện Công văn số 1500/SGDĐT-VP ngày 10 tháng 8 năm 2026, xã đề nghị:")
    make.paragraph("Chuẩn bị cơ sở vật chất", style="List Number")
    make.paragraph("Vệ sinh trường lớp", style="List Number")
    signed(make, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đặng Văn G")
    return Known(
        make.done(),
        "Công văn",
        "230/UBND-VHXH",
        "Ủy ban nhân dân xã Can Lộc",
        date(2026, 8, 20),
        "Về việc khai giảng năm học 2026 - 2027",
        ("1. Chuẩn bị cơ sở vật chất\n2. Vệ sinh trường lớp", "V/v khai giảng"),
    )


def directive() -> Known:
    """Return a directive with the number and the day not filled in yet."""
    make = Maker()
    left = ("ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH", "Số:      /CT-UBND")
    cells(make, left, (*MOTTO, "Hà Tĩnh, ngày      tháng 10 năm 2026"))
    centred(make, "CHỈ THỊ", "Về tăng cường bảo đảm an toàn hồ đập")
    make.paragraph(LAW, "both")
    make.paragraph("Yêu cầu các sở, ban, ngành và địa phương thực hiện ngay các nhiệm vụ sau đây.")
    signed(make, "CHỦ TỊCH", "Bùi Văn H")
    return Known(
        make.done(),
        "Chỉ thị",
        "…/CT-UBND",
        "Ủy ban nhân dân tỉnh Hà Tĩnh",
        None,
        "Về tăng cường bảo đảm an toàn hồ đập",
    )


def invitation() -> Known:
    """Return an invitation of a body with a capital of its own in each word, tabs in its head."""
    make = Maker()
    make.paragraph(f"UBND PHƯỜNG BẮC HỒNG LĨNH\t{MOTTO[0].replace('HÒA', 'HOÀ')}")
    make.paragraph("TRUNG TÂM PHỤC VỤ\tĐộc lập – Tự do – Hạnh phúc")
    make.paragraph("HÀNH CHÍNH CÔNG")
    make.paragraph("Số: 03 /GM-TTPVHCC\tBắc Hồng Lĩnh, ngày 01 tháng 12 năm 2026")
    centred(make, "GIẤY MỜI", "Họp đánh giá việc giải quyết thủ tục hành chính")
    make.paragraph("Kính gửi: Tổ trưởng các tổ dân phố.")
    make.paragraph("Thời gian: 8 giờ ngày 05 tháng 12 năm 2026.")
    make.paragraph("GIÁM ĐỐC", "right", "b")
    return Known(
        make.done(),
        "Giấy mời",
        "03/GM-TTPVHCC",
        "Trung tâm Phục vụ hành chính công",
        date(2026, 12, 1),
        "Họp đánh giá việc giải quyết thủ tục hành chính",
        ("Tổ trưởng các tổ dân phố",),
    )


def proposal() -> Known:
    """Return a proposal whose number and subject share a row with the day, by tabs."""
    make = Maker()
    left = ("BAN CHỈ ĐẠO", "PHÒNG CHỐNG THIÊN TAI", "THÀNH PHỐ VINH", "Số: 18/TTr-BCĐ")
    cells(make, left, (*MOTTO, "Vinh, ngày 30 tháng 9 năm 2026"))
    centred(make, "TỜ TRÌNH", "Về việc bổ sung trang thiết bị cứu hộ")
    make.paragraph("Kính gửi: Ủy ban nhân dân tỉnh Nghệ An.")
    make.paragraph("Theo Luật số 33/2013/QH13 ngày 19 tháng 6 năm 2013, Ban Chỉ đạo trình như sau.")
    signed(make, "TRƯỞNG BAN", "Vũ Thị K")
    return Known(
        make.done(),
        "Tờ trình",
        "18/TTr-BCĐ",
        "Ban Chỉ đạo Phòng chống thiên tai thành phố Vinh",
        date(2026, 9, 30),
        "Về việc bổ sung trang thiết bị cứu hộ",
    )


def guidance() -> Known:
    """Return a guidance with automatic chapters and articles in lists of two levels."""
    make = Maker()
    make.paragraph("ỦY BAN NHÂN DÂN XÃ ĐỨC THỌ", marks="b")
    make.paragraph("Số: 60/HD-UBND")
    centred(make, *MOTTO)
    make.paragraph("Đức Thọ, ngày 17 tháng 4 năm 2026", "right", "i")
    centred(make, "HƯỚNG DẪN", "BÌNH XÉT GIA ĐÌNH VĂN HÓA NĂM 2026")
    make.paragraph("Căn cứ Nghị định số 86/2023/NĐ-CP ngày 07 tháng 12 năm 2023 của Chính phủ;")
    _divided(make)
    make.paragraph("Nơi nhận:", marks="bi")
    make.paragraph("TM. ỦY BAN NHÂN DÂN", "right", "b")
    return Known(
        make.done(),
        "Hướng dẫn",
        "60/HD-UBND",
        "Ủy ban nhân dân xã Đức Thọ",
        date(2026, 4, 17),
        "BÌNH XÉT GIA ĐÌNH VĂN HÓA NĂM 2026",
        ("## Chương I. Tiêu chuẩn", "### Điều 1. Gương mẫu", "### Điều 2. Đoàn kết"),
    )


def _divided(make: Maker) -> None:
    """Add a chapter and two articles, numbered by Word in one list of two levels."""
    key = numbered(make, ("upperRoman", "Chương %1."), ("decimal", "Điều %2."))
    for level, words in ((0, "Tiêu chuẩn"), (1, "Gương mẫu"), (1, "Đoàn kết")):
        paragraph: Any = make.paragraph(words, marks="b")
        make.inside(
            paragraph,
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr></w:pPr>',
        )


OFFICIAL: Mapping[str, Callable[[], Known]] = {
    item.__name__: item
    for item in (
        *(decision, resolution, notice, plan, report, letter, directive, invitation, proposal),
        guidance,
    )
}
"""The documents by their names."""
