"""Sample documents of Word: every structure at least once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.importers.word.samples import old, shapes
from tests.importers.word.samples.maker import Maker, photograph

LIBREOFFICE = Path(__file__).parent / "libreoffice"
LEAD = "Buổi làm việc xem xét kết quả cải cách hành chính trong năm và những việc cần làm tiếp."
TEXT = (
    "Theo đánh giá của đoàn kiểm tra, công tác chỉ đạo, điều hành được thực hiện đồng bộ; tỷ lệ hồ "
    "sơ phát sinh qua dịch vụ công trực tuyến đạt cao, thu ngân sách vượt 0,25% so với kế hoạch."
)
MORE = (
    "Cơ chế một cửa, một cửa liên thông được duy trì nề nếp. Chất lượng đội ngũ cán bộ, công chức, "
    "viên chức được nâng cao và đạt chuẩn theo quy định, đáp ứng nhu cầu nhiệm vụ."
)
FILES = "Cán bộ các phòng chuyên môn cung cấp hồ sơ cho đoàn"
HALL = "Quang cảnh buổi làm việc tại hội trường"
DESK = "Trưởng đoàn kết luận tại buổi làm việc"


@dataclass(frozen=True, slots=True)
class Sample:
    """A document, and what is to be found in it.

    ``captions`` are those of its photographs in their order (empty for one that has none);
    ``labels`` the words of its byline for which fields stand; ``text`` the words where the document
    itself does not hold them in Unicode; ``photographs`` what is given beside it.
    """

    data: bytes
    captions: tuple[str, ...]
    title: str = ""
    lead: str = ""
    labels: str = ""
    text: str = ""
    photographs: tuple[tuple[str, bytes], ...] = field(default=())


def styled() -> Sample:
    """Return a document with Word's own styles: title, captions, links, a list of sources."""
    make = Maker()
    make.paragraph("Kiểm tra cải cách hành chính", style="Title")
    make.paragraph(LEAD, style="Subtitle")
    text = make.paragraph("Đoàn đã ", align="both")
    make.run(text, "kiểm tra", "b")
    make.run(text, " và ")
    make.run(text, "đánh giá", "i")
    make.run(text, " kết quả; diện tích 5,2 km")
    make.run(text, "2", "^")
    make.link(text, " theo văn bản", "https://chinhphu.vn/")
    make.picture(alt="Một hình chữ nhật màu")
    make.paragraph(f"{FILES}. Ảnh: Lê An", style="Caption")
    make.paragraph("Kết quả", style="Heading 2")
    make.paragraph(TEXT, align="both")
    make.picture()
    make.paragraph(HALL, style="Caption")
    make.paragraph(MORE, align="both")
    make.paragraph("Tin: Ban Biên tập. Ảnh: Lê An", align="right", marks="b")
    captions = (f"{FILES}. Ảnh: Lê An", HALL)
    return Sample(make.done(), captions, "Kiểm tra cải cách hành chính", LEAD, "Tin Ảnh")


def unstyled() -> Sample:
    """Return a document whose looks are all typed by hand, with empty paragraphs between."""
    make = Maker()
    make.paragraph("KIỂM TRA CẢI CÁCH HÀNH CHÍNH", "center", "b", size=16)
    make.paragraph()
    make.paragraph(LEAD, "both", "bi", size=14)
    make.paragraph(f"Sáng 14/12/2020, buổi làm việc diễn ra. {TEXT}", "both", size=14)
    make.picture(make.paragraph(align="center"))
    make.paragraph()
    make.paragraph()
    make.paragraph(FILES, "center", "i", size=12)
    make.paragraph()
    make.paragraph(MORE, "both", size=14)
    make.picture(make.paragraph(align="center"))
    make.paragraph(f"{HALL}.", "center", "i", size=12)
    make.paragraph("Ảnh: Lê An", "center", "i", size=12)
    make.paragraph(TEXT, "both", size=14)
    broken = make.picture()
    make.run(broken, "").add_break()
    make.run(broken, DESK, "i", 12)
    make.paragraph("Hồng Lĩnh, ngày 14 tháng 12 năm 2020", "right", "i", size=14)
    make.paragraph("Bài và ảnh: Lê An", "right", "b", size=14)
    captions = (FILES, f"{HALL}. Ảnh: Lê An", DESK)
    return Sample(make.done(), captions, "KIỂM TRA CẢI CÁCH HÀNH CHÍNH", LEAD, "Bài và ảnh")


def in_tables() -> Sample:
    """Return photographs and captions in tables of three kinds, beside two true tables."""
    make = Maker()
    make.paragraph("Hình ảnh buổi làm việc", style="Heading 1")
    make.paragraph(TEXT)
    beside = make.document.add_table(1, 2)
    make.picture(beside.cell(0, 0).paragraphs[0])
    make.run(beside.cell(0, 1).paragraphs[0], FILES)
    make.paragraph(MORE)
    rows = make.document.add_table(2, 2)
    for column, words in enumerate((HALL, DESK)):
        make.picture(rows.cell(0, column).paragraphs[0])
        make.run(rows.cell(1, column).paragraphs[0], words)
    make.paragraph(TEXT)
    inside = make.document.add_table(1, 1)
    make.picture(inside.cell(0, 0).paragraphs[0])
    make.run(inside.cell(0, 0).add_paragraph(), "Bản đồ đặt ở phòng họp")
    make.paragraph(MORE)
    figures = make.document.add_table(3, 3, style="Table Grid")
    for row, texts in enumerate((("Nội dung", "2019", "2020"), ("Hồ sơ", "10", "12|13"))):
        for column, words in enumerate(texts):
            make.run(figures.cell(row, column).paragraphs[0], words, "b" if row == 0 else "")
    figures.cell(2, 0).merge(figures.cell(2, 1)).text = "Cộng hai năm"
    figures.cell(2, 2).text = "22"
    make.paragraph("Ghi theo báo cáo tại buổi làm việc.")
    captions = (FILES, HALL, DESK, "Bản đồ đặt ở phòng họp")
    return Sample(make.done(), captions, "Hình ảnh buổi làm việc")


def in_boxes() -> Sample:
    """Return captions in text boxes of all kinds, and photographs that float or are grouped."""
    make = Maker()
    make.paragraph("Kiểm tra cải cách hành chính", "center", "b")
    make.paragraph(LEAD, marks="b")
    host = make.paragraph()
    make.xml(host, shapes.floating(make.picture_id(), "Hình chữ nhật"))
    make.xml(host, shapes.box(FILES))
    make.run(host, TEXT)
    grouped = make.paragraph()
    make.xml(grouped, shapes.group(make.picture_id(), HALL))
    make.paragraph(MORE)
    older = make.paragraph()
    make.xml(older, shapes.old_picture(make.picture_id()))
    make.xml(older, shapes.old_box(DESK))
    make.paragraph(TEXT)
    make.xml(make.paragraph(), shapes.word_art("Chúc mừng năm mới"))
    make.xml(make.paragraph(), shapes.box("Số liệu đến ngày họp"))
    make.paragraph(MORE)
    return Sample(make.done(), (FILES, HALL, DESK), "Kiểm tra cải cách hành chính", LEAD)


def galleries() -> Sample:
    """Return several photographs with one caption, with one each, and with none."""
    make = Maker()
    make.paragraph("Ngày hội của các tổ dân phố", style="Title")
    make.paragraph(TEXT)
    make.picture(make.picture())
    make.paragraph("Hai phần thi trong ngày hội", "center", "i")
    make.paragraph(MORE)
    make.picture()
    make.picture()
    make.paragraph(FILES, "center", "i")
    make.paragraph(HALL, "center", "i")
    make.paragraph(TEXT)
    make.picture(kind="PNG")
    make.paragraph(f"{DESK} (Ảnh: Lê An)")
    make.paragraph(MORE)
    make.picture(kind="BMP")
    make.paragraph(TEXT)
    make.paragraph("(Theo Ban Biên tập)", "right", "i")
    captions = ("", "Hai phần thi trong ngày hội", FILES, HALL, f"{DESK} (Ảnh: Lê An)", "")
    return Sample(make.done(), captions, "Ngày hội của các tổ dân phố", labels="Theo")


def old_fonts() -> Sample:
    """Return a document typed with fonts from before Unicode."""
    make = Maker()
    title, caption = "Kiểm tra cải cách hành chính", "Quang cảnh buổi làm việc"
    head = make.paragraph(align="center")
    make.run(head, old.tcvn3(title.upper().lower()), "b", 16, ".VnTimeH")
    make.run(make.paragraph(), old.tcvn3(LEAD), "b", 14, ".VnTime")
    make.run(make.paragraph(), old.tcvn3(TEXT), "", 14, ".VnArial")
    make.picture()
    make.run(make.paragraph(align="center"), old.vni(caption), "i", 12, "VNI-Times")
    parts = make.paragraph()
    written = old.vni(MORE)
    at = next(n for n, letter in enumerate(written) if n > 20 and letter in "øùûõïâáàåãäê")
    make.run(parts, written[:at], "", 14, "VNI-Helve")
    make.run(parts, written[at:], "", 14, "VNI-Helve")
    make.document.styles["Normal"].font.name = ".VnTime"
    make.paragraph(old.tcvn3("Đề nghị tiếp tục phát huy những kết quả đã đạt được."), size=14)
    ending = "Đề nghị tiếp tục phát huy những kết quả đã đạt được."
    text = " ".join((title.upper(), LEAD, TEXT, caption, MORE, ending))
    return Sample(make.done(), (caption,), title.upper(), LEAD, text=text)


def noted() -> Sample:
    """Return lists, footnotes, changes that are followed, comments, and letters like Markdown."""
    make = Maker()
    make.paragraph("Những việc cần làm", style="Title")
    make.paragraph(LEAD, marks="i")
    text = make.paragraph(TEXT)
    make.note(text, "Theo báo cáo của đoàn kiểm tra.")
    make.note(text, "Xem thêm ở phần kết luận.", "endnote")
    make.paragraph("Việc thứ nhất", style="List Number")
    make.paragraph("Việc thứ hai", style="List Number")
    make.paragraph("Chuẩn bị hồ sơ", style="List Bullet")
    make.paragraph("Hồ sơ giấy", style="List Bullet 2")
    make.paragraph("Báo cáo kết quả", style="List Bullet")
    changed = make.paragraph("Bản này ")
    make.inside(changed, "<w:del w:id='1'><w:r><w:delText>chữ bỏ</w:delText></w:r></w:del>")
    make.inside(changed, "<w:ins w:id='2'><w:r><w:t>chữ thêm vào</w:t></w:r></w:ins>")
    make.document.add_comment(changed.runs, text="Cần xem lại", author="A", initials="A")
    for line in (
        "1. Không phải danh sách",
        "# Không phải tiêu đề nhỏ",
        "- Gạch đầu dòng",
        "=== --",
    ):
        make.paragraph(line)
    make.paragraph("Dấu *sao*, gạch_dưới_, [ngoặc](x), <thẻ>, 2<3, &amp; và `phẩy`, C:\\thư mục.")
    make.document.sections[0].header.paragraphs[0].text = "Công văn nội bộ"
    make.picture()
    make.paragraph(HALL, style="Caption")
    make.paragraph("Nguồn: Ban Biên tập", "right", "b")
    return Sample(make.done(), (HALL,), "Những việc cần làm", LEAD, "Nguồn")


def beside() -> Sample:
    """Return a document without photographs, which are given as files beside it."""
    make = Maker()
    make.paragraph("Kiểm tra cải cách hành chính", "center", "b")
    make.paragraph(TEXT)
    make.paragraph(FILES, "center", "i")
    make.paragraph(MORE)
    make.paragraph(f"Ảnh 2: {HALL}")
    make.paragraph(TEXT)
    files = (("DSC_0001.JPG", photograph(1)), ("DSC_0002.JPG", photograph(2)))
    title = "Kiểm tra cải cách hành chính"
    return Sample(make.done(), (FILES, f"Ảnh 2: {HALL}"), title, photographs=files)


def framed() -> Sample:
    """Return a document of LibreOffice with its own frames around photograph and caption."""
    return _written("khung-chu-thich", (FILES, HALL), "Cải cách hành chính năm 2020", "Tin, ảnh")


def floating() -> Sample:
    """Return a document of LibreOffice with floating photographs and a table for layout."""
    captions = ("", FILES, HALL, DESK)
    return _written("anh-noi", captions, "Quang cảnh thị xã trong ngày họp", "Nguồn")


def from_page() -> Sample:
    """Return a document that LibreOffice made of a web page: it only links to its photographs."""
    names = ("a7.jpg", "a8.jpg")
    files = tuple((name, (LIBREOFFICE / name).read_bytes()) for name in names)
    captions = (f"{FILES}. Ảnh: Lê An", HALL)
    return replace(
        _written("tu-trang-web", captions, "Bài soạn từ trang web", ""), photographs=files
    )


def _written(name: str, captions: tuple[str, ...], title: str, labels: str) -> Sample:
    return Sample((LIBREOFFICE / f"{name}.docx").read_bytes(), captions, title, LEAD, labels)


SAMPLES: Mapping[str, Callable[[], Sample]] = {
    "kiểu định dạng của Word": styled,
    "định dạng bằng tay": unstyled,
    "ảnh trong bảng": in_tables,
    "khung chữ, ảnh nổi": in_boxes,
    "nhiều ảnh, một chú thích": galleries,
    "phông TCVN3 và VNI": old_fonts,
    "danh sách, chú thích cuối trang": noted,
    "ảnh gửi kèm": beside,
    "LibreOffice: khung ảnh": framed,
    "LibreOffice: ảnh nổi": floating,
    "LibreOffice: từ trang web": from_page,
}
"""The documents by their names."""
