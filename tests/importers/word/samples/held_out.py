"""Ten more documents in layouts of NĐ 30/2020, written before the importer was tried on them.

The bodies, names and numbers are made up, and each document says so of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.importers.word.samples import shapes
from tests.importers.word.samples.maker import Maker
from tests.importers.word.samples.official_parts import MOTTO, Known, cells, centred

SAMPLE = "Đây là văn bản mẫu để thử nghiệm, không có giá trị thi hành."


def _table(make: Maker, *rows: tuple[str, str], marks: str = "") -> None:
    """Add a head of two columns; lines of a cell are parted by soft breaks, as Shift+Enter does."""
    table = make.document.add_table(len(rows), 2)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            paragraph = table.cell(at, column).paragraphs[0]
            for number, line in enumerate(text.split("\n")):
                if number:
                    paragraph.runs[-1].add_break()
                make.run(paragraph, line, marks)


def _end(make: Maker, *signer: str) -> None:
    """Add a sentence, the recipients and the signer, who stand in a table."""
    make.paragraph(SAMPLE, "both")
    left = ("Nơi nhận:", "- Như trên;", "- Chủ tịch, các Phó Chủ tịch;", "- Lưu: VT, VP (05b).")
    cells(make, left, signer)


def letter() -> Known:
    """Return a letter with soft breaks in its head and several addressees."""
    make = Maker()
    _table(
        make,
        ("UBND TỈNH HÀ TĨNH\nSỞ XÂY DỰNG", "\n".join(MOTTO)),
        (
            "Số: 1875/SXD-QLN\nV/v rà soát nhà ở của hộ nghèo trên\nđịa bàn các xã, phường",
            "Hà Tĩnh, ngày 04 tháng 9 năm 2026",
        ),
    )
    make.paragraph("Kính gửi:")
    make.paragraph("- Ủy ban nhân dân các xã, phường;", align="center")
    make.paragraph("- Ban Quản lý Khu kinh tế tỉnh.", align="center")
    make.paragraph("Thực hiện Văn bản số 4521/UBND-XD2 ngày 28/8/2026 về việc hỗ trợ nhà ở,")
    _end(make, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A")
    return Known(
        make.done(),
        "Công văn",
        "1875/SXD-QLN",
        "Sở Xây dựng",
        date(2026, 9, 4),
        "Về việc rà soát nhà ở của hộ nghèo trên địa bàn các xã, phường",
        ("Ban Quản lý Khu kinh tế tỉnh.",),
    )


def decision() -> Known:
    """Return a decision with tabs in its head and a regulation behind the signature."""
    make = Maker()
    make.paragraph(f"\tỦY BAN NHÂN DÂN\t{MOTTO[0]}", marks="b")
    make.paragraph(f"\tPHƯỜNG SÔNG TRÍ\t{MOTTO[1]}", marks="b")
    make.paragraph("\tSố: 318/QĐ-UBND\tSông Trí, ngày 21 tháng 10 năm 2026")
    centred(make, "QUYẾT ĐỊNH")
    centred(make, "Ban hành Quy chế tiếp công dân", "của Ủy ban nhân dân phường Sông Trí")
    centred(make, "ỦY BAN NHÂN DÂN PHƯỜNG SÔNG TRÍ")
    make.paragraph("Căn cứ Luật Tiếp công dân số 42/2013/QH13 ngày 25 tháng 11 năm 2013;", "both")
    centred(make, "QUYẾT ĐỊNH:")
    make.paragraph("Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.")
    make.paragraph("Điều 2. Quyết định có hiệu lực kể từ ngày ký.")
    _end(make, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị B")
    centred(make, "QUY CHẾ", "Tiếp công dân")
    make.paragraph("(Kèm theo Quyết định số 318/QĐ-UBND ngày 21/10/2026)", "center", "i")
    centred(make, "Chương I", "NHỮNG QUY ĐỊNH CHUNG")
    make.paragraph("Điều 1. Phạm vi điều chỉnh", marks="b")
    make.paragraph("Quy chế này quy định việc tiếp công dân thường xuyên và định kỳ.")
    return Known(
        make.done(),
        "Quyết định",
        "318/QĐ-UBND",
        "Ủy ban nhân dân phường Sông Trí",
        date(2026, 10, 21),
        "Ban hành Quy chế tiếp công dân của Ủy ban nhân dân phường Sông Trí",
        ("Chương I", "Phạm vi điều chỉnh"),
    )


def notice() -> Known:
    """Return a notice of an office with its number and day in a row of their own."""
    make = Maker()
    _table(
        make,
        ("ỦY BAN NHÂN DÂN\nXÃ CẨM BÌNH", "\n".join(MOTTO)),
        ("Số: 77/TB-UBND", "Cẩm Bình, ngày 6 tháng 1 năm 2026"),
    )
    centred(make, "THÔNG BÁO")
    centred(
        make,
        "Kết luận của Phó Chủ tịch Ủy ban nhân dân xã Lê Văn C",
        "tại cuộc họp giao ban công tác tháng 12 năm 2025",
    )
    make.paragraph("Ngày 30 tháng 12 năm 2025, tại trụ sở xã, đồng chí Lê Văn C đã chủ trì họp.")
    make.paragraph("1. Về sản xuất vụ Xuân: gieo cấy đúng lịch.")
    make.paragraph("2. Về giải phóng mặt bằng: xong trước ngày 20 tháng 1 năm 2026.")
    _end(make, "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A")
    return Known(
        make.done(),
        "Thông báo",
        "77/TB-UBND",
        "Ủy ban nhân dân xã Cẩm Bình",
        date(2026, 1, 6),
        "Kết luận của Phó Chủ tịch Ủy ban nhân dân xã Lê Văn C tại cuộc họp giao ban công tác "
        "tháng 12 năm 2025",
        ("1\\. Về sản xuất vụ Xuân", "2\\. Về giải phóng mặt bằng"),
    )


def plan() -> Known:
    """Return a plan with its head in text boxes, the day outside of them, a title in one line."""
    make = Maker()
    host = make.paragraph()
    for words in ("UBND XÃ HƯƠNG SƠN", "PHÒNG VĂN HÓA - XÃ HỘI", "Số: 09/KH-VHXH", *MOTTO):
        make.xml(host, shapes.box(words))
    make.paragraph("Hương Sơn, ngày 15 tháng 02 năm 2026", "right", "i")
    title = make.paragraph(align="center")
    make.run(title, "KẾ HOẠCH", "b").add_break()
    make.run(title, "Tổ chức Ngày hội văn hóa, thể thao các dân tộc", "b").add_break()
    make.run(title, "và Lễ hội truyền thống năm 2026", "b")
    make.paragraph("I. MỤC ĐÍCH, YÊU CẦU", marks="b")
    make.paragraph("Giữ gìn bản sắc văn hóa địa phương.")
    make.paragraph("II. THỜI GIAN, ĐỊA ĐIỂM", marks="b")
    make.paragraph("Từ ngày 01 đến ngày 03 tháng 3 năm 2026 tại Nhà văn hóa xã.")
    _end(make, "TRƯỞNG PHÒNG", "Trần Thị B")
    return Known(
        make.done(),
        "Kế hoạch",
        "09/KH-VHXH",
        "Phòng Văn hóa - Xã hội",
        date(2026, 2, 15),
        "Tổ chức Ngày hội văn hóa, thể thao các dân tộc và Lễ hội truyền thống năm 2026",
        ("I. MỤC ĐÍCH, YÊU CẦU", "II. THỜI GIAN, ĐỊA ĐIỂM"),
    )


def proposal() -> Known:
    """Return a proposal of three rows, its day on a line of its own below the table."""
    make = Maker()
    _table(
        make,
        ("HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG THÀNH SEN", MOTTO[0]),
        ("THƯỜNG TRỰC", MOTTO[1]),
        ("Số : 05 /TTr-TTHĐND", "───────────"),
    )
    make.paragraph("Thành Sen, ngày 30 tháng 6 năm 2026", "right", "i")
    centred(make, "TỜ TRÌNH", "Về việc đề nghị ban hành Nghị quyết về nội quy kỳ họp")
    make.paragraph("Kính gửi: Hội đồng nhân dân phường Thành Sen.", "center")
    make.paragraph("Căn cứ Luật số 72/2025/QH15 ngày 16 tháng 6 năm 2025, Thường trực trình:")
    _end(make, "TM. THƯỜNG TRỰC HĐND", "CHỦ TỊCH", "Lê Văn C")
    return Known(
        make.done(),
        "Tờ trình",
        "05/TTr-TTHĐND",
        "Thường trực Hội đồng nhân dân phường Thành Sen",
        date(2026, 6, 30),
        "Về việc đề nghị ban hành Nghị quyết về nội quy kỳ họp",
    )


def invitation() -> Known:
    """Return an invitation with several tabs and spaces for its columns."""
    make = Maker()
    make.paragraph(f"  UBND XÃ ĐỨC MINH\t\t{MOTTO[0]}")
    make.paragraph(f"TRƯỜNG TIỂU HỌC ĐỨC MINH\t\t   {MOTTO[1]}")
    make.paragraph("   Số: 14/GM-THĐM\t\t\tĐức Minh, ngày 12 tháng 8 năm 2026")
    centred(make, "GIẤY MỜI")
    make.paragraph("Dự lễ khai giảng năm học 2026 - 2027", "center", "b")
    make.paragraph("Trường Tiểu học Đức Minh trân trọng kính mời: Ông Nguyễn Văn A.")
    make.paragraph("Thời gian: 7 giờ 30 phút, ngày 05 tháng 9 năm 2026 (thứ Bảy).")
    make.paragraph("Địa điểm: Sân trường.")
    _end(make, "HIỆU TRƯỞNG", "Trần Thị B")
    return Known(
        make.done(),
        "Giấy mời",
        "14/GM-THĐM",
        "Trường Tiểu học Đức Minh",
        date(2026, 8, 12),
        "Dự lễ khai giảng năm học 2026 - 2027",
        ("Địa điểm: Sân trường.",),
    )


def report() -> Known:
    """Return a report whose head is two paragraphs a cell and whose title names a number."""
    make = Maker()
    left = ("BAN QUẢN LÝ DỰ ÁN", "ĐẦU TƯ XÂY DỰNG KHU VỰC", "HƯƠNG KHÊ", "", "Số: 246/BC-BQLDA")
    cells(make, left, (*MOTTO, "", "Hương Khê, ngày 31 tháng 3 năm 2026"))
    centred(make, "BÁO CÁO")
    centred(make, "Tình hình thực hiện Nghị quyết số 18/NQ-HĐND", "trong quý I năm 2026")
    make.paragraph("Ban Quản lý dự án báo cáo như sau:")
    table = make.document.add_table(3, 3, style="Table Grid")
    lines = (("TT", "Công trình", "Tỷ lệ"), ("1", "Kè", "40%"), ("2", "Cầu", "75%"))
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    _end(make, "GIÁM ĐỐC", "Nguyễn Văn A")
    return Known(
        make.done(),
        "Báo cáo",
        "246/BC-BQLDA",
        "Ban Quản lý dự án Đầu tư xây dựng khu vực Hương Khê",
        date(2026, 3, 31),
        "Tình hình thực hiện Nghị quyết số 18/NQ-HĐND trong quý I năm 2026",
        ("| 1 | Kè | 40% |", "| 2 | Cầu | 75% |"),
    )


def minutes() -> Known:
    """Return minutes, which are dated at their head, with two signers."""
    make = Maker()
    left = ("UBND PHƯỜNG VŨNG ÁNG", "BAN CHỈ HUY QUÂN SỰ", "-------", "Số: 02/BB-BCHQS")
    cells(make, left, (*MOTTO, "-------", "Vũng Áng, ngày 19 tháng 5 năm 2026"))
    centred(make, "BIÊN BẢN", "Họp xét đăng ký tham gia dân quân thường trực")
    make.paragraph("Hôm nay, vào hồi 14 giờ 00 ngày 19 tháng 5 năm 2026, tại phường, gồm có:")
    make.paragraph("1. Ông Nguyễn Văn A, Chủ trì;")
    make.paragraph("2. Bà Trần Thị B, Thư ký.")
    make.paragraph(SAMPLE)
    cells(make, ("THƯ KÝ", "Trần Thị B"), ("CHỦ TRÌ", "Nguyễn Văn A"))
    return Known(
        make.done(),
        "Biên bản",
        "02/BB-BCHQS",
        "Ban Chỉ huy Quân sự",
        date(2026, 5, 19),
        "Họp xét đăng ký tham gia dân quân thường trực",
        ("1\\. Ông Nguyễn Văn A, Chủ trì;", "CHỦ TRÌ", "THƯ KÝ"),
    )


def resolution() -> Known:
    """Return a resolution with its day above the number, and articles with points."""
    make = Maker()
    _table(
        make,
        ("HỘI ĐỒNG NHÂN DÂN\nXÃ KỲ ANH", "\n".join((*MOTTO, "Kỳ Anh, ngày 26 tháng 12 năm 2025"))),
        ("Số: 21/NQ-HĐND", ""),
        marks="b",
    )
    centred(make, "NGHỊ QUYẾT")
    centred(make, "Về dự toán thu, chi ngân sách địa phương và phân bổ", "ngân sách xã năm 2026")
    centred(make, "HỘI ĐỒNG NHÂN DÂN XÃ KỲ ANH", "KHÓA XXI, KỲ HỌP THỨ 4")
    make.paragraph("Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15 ngày 25 tháng 6 năm 2025;")
    centred(make, "QUYẾT NGHỊ:")
    make.paragraph("Điều 1. Dự toán thu ngân sách", marks="b")
    make.paragraph("a) Thu nội địa: 12.500 triệu đồng;")
    make.paragraph("b) Thu bổ sung: 30.000 triệu đồng.")
    make.paragraph("Điều 2. Tổ chức thực hiện", marks="b")
    _end(make, "CHỦ TỊCH", "Lê Văn C")
    return Known(
        make.done(),
        "Nghị quyết",
        "21/NQ-HĐND",
        "Hội đồng nhân dân xã Kỳ Anh",
        date(2025, 12, 26),
        "Về dự toán thu, chi ngân sách địa phương và phân bổ ngân sách xã năm 2026",
        ("a) Thu nội địa: 12.500 triệu đồng;", "b) Thu bổ sung: 30.000 triệu đồng."),
    )


def guidance() -> Known:
    """Return a guidance with no-break spaces in its day and a head in four rows."""
    make = Maker()
    _table(
        make,
        ("UBND TỈNH HÀ TĨNH", MOTTO[0]),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", MOTTO[1]),
        ("_______", "_______________"),
        ("Số: 1422/HD-SNNMT", "Hà Tĩnh, ngày\u00a002\u00a0tháng\u00a07\u00a0năm\u00a02026"),
    )
    centred(make, "HƯỚNG DẪN")
    make.paragraph("Phân loại, thu gom chất thải rắn sinh hoạt tại nguồn", "center", "b")
    make.paragraph("I. ĐỐI TƯỢNG ÁP DỤNG", marks="b")
    make.paragraph("Hộ gia đình, cá nhân, cơ sở sản xuất, kinh doanh.")
    make.paragraph("II. CÁCH PHÂN LOẠI", marks="b")
    make.paragraph("Chất thải có khả năng tái chế", style="List Bullet")
    make.paragraph("Chất thải thực phẩm", style="List Bullet")
    _end(make, "GIÁM ĐỐC", "Lê Văn C")
    return Known(
        make.done(),
        "Hướng dẫn",
        "1422/HD-SNNMT",
        "Sở Nông nghiệp và Môi trường",
        date(2026, 7, 2),
        "Phân loại, thu gom chất thải rắn sinh hoạt tại nguồn",
        ("- Chất thải có khả năng tái chế\n- Chất thải thực phẩm",),
    )


HELD_OUT: Mapping[str, Callable[[], Known]] = {
    item.__name__: item
    for item in (
        *(letter, decision, notice, plan, proposal, invitation, report, minutes, resolution),
        guidance,
    )
}
"""The documents by their names."""
