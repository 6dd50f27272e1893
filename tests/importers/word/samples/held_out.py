"""Ten more documents in layouts of NĐ 30/2020, written before the importer was tried on them.

The bodies, names and numbers are made up, and each document says so of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.importers.word.samples import shapes
from tests.importers.word.samples.held_out_letters import (
    add_end,
    add_table,
    guidance,
    invitation,
    minutes,
    report,
    resolution,
)
from tests.importers.word.samples.maker import Maker
from tests.importers.word.samples.official_parts import MOTTO, Known, centred


def letter() -> Known:
    """Return a letter with soft breaks in its head and several addressees."""
    make = Maker()
    add_table(
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
    add_end(make, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A")
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
    add_end(make, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị B")
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
    add_table(
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
    add_end(make, "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A")
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
    add_end(make, "TRƯỞNG PHÒNG", "Trần Thị B")
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
    add_table(
        make,
        ("HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG THÀNH SEN", MOTTO[0]),
        ("THƯỜNG TRỰC", MOTTO[1]),
        ("Số : 05 /TTr-TTHĐND", "───────────"),
    )
    make.paragraph("Thành Sen, ngày 30 tháng 6 năm 2026", "right", "i")
    centred(make, "TỜ TRÌNH", "Về việc đề nghị ban hành Nghị quyết về nội quy kỳ họp")
    make.paragraph("Kính gửi: Hội đồng nhân dân phường Thành Sen.", "center")
    make.paragraph("Căn cứ Luật số 72/2025/QH15 ngày 16 tháng 6 năm 2025, Thường trực trình:")
    add_end(make, "TM. THƯỜNG TRỰC HĐND", "CHỦ TỊCH", "Lê Văn C")
    return Known(
        make.done(),
        "Tờ trình",
        "05/TTr-TTHĐND",
        "Thường trực Hội đồng nhân dân phường Thành Sen",
        date(2026, 6, 30),
        "Về việc đề nghị ban hành Nghị quyết về nội quy kỳ họp",
    )


HELD_OUT: Mapping[str, Callable[[], Known]] = {
    item.__name__: item
    for item in (
        *(letter, decision, notice, plan, proposal, invitation, report, minutes, resolution),
        guidance,
    )
}
"""The documents by their names."""
