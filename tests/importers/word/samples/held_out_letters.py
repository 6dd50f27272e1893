"""The second half of the held-out documents (held_out.py), and what all of them are made of."""

from __future__ import annotations

from datetime import date

from tests.importers.word.samples.maker import Maker
from tests.importers.word.samples.official_parts import MOTTO, Known, cells, centred

SAMPLE = "Đây là văn bản mẫu để thử nghiệm, không có giá trị thi hành."


def add_table(make: Maker, *rows: tuple[str, str], marks: str = "") -> None:
    """Add a head of two columns; lines of a cell are parted by soft breaks, as Shift+Enter does."""
    table = make.document.add_table(len(rows), 2)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            paragraph = table.cell(at, column).paragraphs[0]
            for number, line in enumerate(text.split("\n")):
                if number:
                    paragraph.runs[-1].add_break()
                make.run(paragraph, line, marks)


def add_end(make: Maker, *signer: str) -> None:
    """Add a sentence, the recipients and the signer, who stand in a table."""
    make.paragraph(SAMPLE, "both")
    left = ("Nơi nhận:", "- Như trên;", "- Chủ tịch, các Phó Chủ tịch;", "- Lưu: VT, VP (05b).")
    cells(make, left, signer)


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
    add_end(make, "HIỆU TRƯỞNG", "Trần Thị B")
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
    add_end(make, "GIÁM ĐỐC", "Nguyễn Văn A")
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
    add_table(
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
    add_end(make, "CHỦ TỊCH", "Lê Văn C")
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
    add_table(
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
    add_end(make, "GIÁM ĐỐC", "Lê Văn C")
    return Known(
        make.done(),
        "Hướng dẫn",
        "1422/HD-SNNMT",
        "Sở Nông nghiệp và Môi trường",
        date(2026, 7, 2),
        "Phân loại, thu gom chất thải rắn sinh hoạt tại nguồn",
        ("- Chất thải có khả năng tái chế\n- Chất thải thực phẩm",),
    )
