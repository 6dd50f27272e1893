"""How staff put photographs, captions, titles and names: each way is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plugins.importers.draft import Draft
from plugins.importers.word import File, understand
from plugins.importers.write import pictures
from tests.importers.word.samples import shapes
from tests.importers.word.samples.documents import DESK, FILES, HALL, LEAD, MORE, TEXT
from tests.importers.word.samples.imported import said
from tests.importers.word.samples.maker import Maker, photograph

TITLE = "Kiểm tra cải cách hành chính"


def draft(fill: Callable[[Maker], Any], *photographs: str, title: bool = True) -> Draft:
    """Return what is understood of a document that ``fill`` fills between a title and a text."""
    make = Maker()
    if title:
        make.paragraph(TITLE, style="Title")
        make.paragraph(TEXT, "both")
    fill(make)
    files = [File(name, photograph(number)) for number, name in enumerate(photographs)]
    return understand(File("bai.docx", make.done()), files)


def captions(fill: Callable[[Maker], Any], *photographs: str) -> list[str]:
    """Return the captions of such a document."""
    return [said(it) for it in pictures(draft(fill, *photographs))]


def table(make: Maker, *rows: tuple[str, ...]) -> None:
    """Add a table; a cell of "@" is a photograph."""
    made = make.document.add_table(len(rows), max(map(len, rows)))
    for cells, row in zip(rows, made.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=False):
            if text == "@":
                make.picture(cell.paragraphs[0])
            else:
                make.run(cell.paragraphs[0], text)


def plain_sentence(make: Maker) -> None:
    """Add a photograph with a short sentence that looks like the text."""
    make.picture()
    make.paragraph("Quang cảnh buổi làm việc.")
    make.paragraph(MORE, "both")


def bold_centre(make: Maker) -> None:
    """Add a photograph with a bold caption in the middle."""
    make.picture()
    make.paragraph(HALL, "center", "b")


def lines(make: Maker) -> None:
    """Add two photographs and their captions as the lines of one paragraph."""
    paragraph = make.paragraph(align="center")
    for words in (FILES, HALL):
        make.picture(paragraph)
        make.run(paragraph, "").add_break()
        make.run(paragraph, words, "i").add_break()


def above(make: Maker) -> None:
    """Add a caption above its photograph."""
    make.paragraph(FILES, "center", "i")
    make.picture()
    make.paragraph(MORE, "both")


def two_lines(make: Maker) -> None:
    """Add a caption of two paragraphs and the photographer in a third."""
    make.picture()
    make.paragraph("Trưởng đoàn phát biểu", "center", "i")
    make.paragraph("tại buổi làm việc", "center", "i")
    make.paragraph("Ảnh: Lê An", "right", "i")
    make.paragraph(MORE, "both")


def box_before(make: Maker) -> None:
    """Add a caption's text box that comes before its photograph in the file."""
    host = make.paragraph()
    make.xml(host, shapes.box(FILES))
    make.xml(host, shapes.floating(make.picture_id()))


def boxes_after(make: Maker) -> None:
    """Add two floating photographs and two text boxes that hang on one paragraph of text."""
    host = make.paragraph()
    for shape in ("floating", "floating"):
        make.xml(host, getattr(shapes, shape)(make.picture_id()))
    for words in (FILES, HALL):
        make.xml(host, shapes.box(words))
    make.run(host, MORE)


def box_behind(make: Maker) -> None:
    """Add a floating photograph before a text, and its caption's box behind the text."""
    host = make.paragraph()
    make.xml(host, shapes.floating(make.picture_id()))
    make.run(host, MORE)
    make.xml(host, shapes.box(FILES))


def nested(make: Maker) -> None:
    """Add a photograph and its caption in a table that stands in a cell of another."""
    outer = make.document.add_table(1, 2)
    make.run(outer.cell(0, 0).paragraphs[0], MORE)
    inner = outer.cell(0, 1).add_table(2, 1)
    make.picture(inner.cell(0, 0).paragraphs[0])
    make.run(inner.cell(1, 0).paragraphs[0], FILES)


def nested_figures(make: Maker) -> None:
    """Add a photograph in a true table inside a cell of a true table."""
    outer = make.document.add_table(2, 2)
    for cell in (cell for row in outer.rows for cell in row.cells):
        make.run(cell.paragraphs[0], "Hồ sơ")
    inner = outer.cell(1, 1).add_table(2, 3)
    for cell in (cell for row in inner.rows for cell in row.cells[:2]):
        make.run(cell.paragraphs[0], "Số")
    make.picture(inner.cell(1, 2).paragraphs[0])


def subheading(make: Maker) -> None:
    """Add a photograph without a caption before a bold line that begins a part."""
    make.picture()
    make.paragraph("Những việc cần làm tiếp", "both", "b")
    make.paragraph(MORE, "both")


@pytest.mark.parametrize(
    ("fill", "wanted"),
    [
        (plain_sentence, ["Quang cảnh buổi làm việc."]),
        (bold_centre, [HALL]),
        (lines, [FILES, HALL]),
        (above, [FILES]),
        (two_lines, ["Trưởng đoàn phát biểu tại buổi làm việc. Ảnh: Lê An"]),
        (box_before, [FILES]),
        (boxes_after, [FILES, HALL]),
        (box_behind, [FILES]),
        (nested, [FILES]),
        (nested_figures, [""]),
        (subheading, [""]),
        (lambda make: table(make, (FILES,), ("@",)), [FILES]),
        (lambda make: table(make, ("@",), (FILES,)), [FILES]),
        (lambda make: table(make, (FILES, "@")), [FILES]),
        (lambda make: table(make, ("@", FILES), ("@", HALL)), [FILES, HALL]),
        (
            lambda make: table(make, ("@", "@"), (FILES, HALL), ("@", "@"), (DESK, "Một góc")),
            [FILES, HALL, DESK, "Một góc"],
        ),
        (lambda make: table(make, ("@", "@"), (FILES, "")), ["", FILES]),
        (lambda make: table(make, ("1", "Hồ sơ", "@"), ("2", "Giấy tờ", "@")), ["", ""]),
        (lambda make: table(make, ("@", TEXT + MORE + TEXT)), [""]),
    ],
)
def test_captions_are_found(fill: Callable[[Maker], Any], wanted: list[str]) -> None:
    """Each photograph has the words that stand with it, and no others."""
    assert captions(fill) == wanted


def test_given_photographs_fill_the_links_and_stand_at_captions_or_the_end() -> None:
    """Files beside a document go to its captions; what is left over stands at the end, told."""
    assert captions(lambda make: make.paragraph(FILES, "center", "i"), "a.jpg") == [FILES]
    made = draft(lambda make: make.picture(), "b.jpg")
    assert len(pictures(made)) == 2
    assert "Ảnh gửi kèm “b.jpg” không có chú thích" in str(made.doubts)
    made = draft(lambda make: [make.paragraph(it, "center", "i") for it in (FILES, HALL)], "c.jpg")
    assert f"Câu “{HALL}” giống một chú thích nhưng không còn ảnh" in str(made.doubts)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Tin, ảnh: Lê An", ("Lê An", "Lê An", "")),
        ("Tin: Lê An – Ảnh: Trần Bình", ("Lê An", "Trần Bình", "")),
        ("(Bài và ảnh: Lê An)", ("Lê An", "Lê An", "")),
        ("Ảnh: Trần Bình; bài: Lê An.", ("Lê An", "Trần Bình", "")),
        ("Nguồn: Báo Hà Tĩnh", ("", "", "Báo Hà Tĩnh")),
        ("Theo: Báo Hà Tĩnh", ("", "", "Báo Hà Tĩnh")),
        ("Theo Báo Hà Tĩnh", ("", "", "Báo Hà Tĩnh")),
        ("Lê An (Tin, ảnh)", ("Lê An", "Lê An", "")),
        ("Lê An - Trần Bình", ("Lê An - Trần Bình", "", "")),
        ("CTV: Lê An", ("Lê An", "", "")),
    ],
)
def test_makers_are_found(line: str, wanted: tuple[str, str, str]) -> None:
    """A last line names who wrote, who photographed, where it was taken from; guesses are told."""
    made = draft(lambda make: make.paragraph(line, "right", "b"))
    assert (made.author, made.photographer, made.source) == wanted
    is_guess = ":" not in line and "(" not in line
    assert ("được hiểu là tên người viết hoặc nguồn" in str(made.doubts)) == is_guess


def test_a_credit_after_the_last_photograph_is_its_own() -> None:
    """The words “Ảnh: …” right after the last photograph are said of this one only."""

    def fill(make: Maker) -> None:
        make.picture()
        make.paragraph("Ảnh: Lê An", "center", "i")

    made = draft(fill)
    assert (made.photographer, said(pictures(made)[0])) == ("", "Ảnh: Lê An")


def first_picture(make: Maker) -> None:
    """Begin with a photograph and its caption."""
    make.picture()
    make.paragraph(FILES, "center", "i")
    make.paragraph(TITLE, "center", "b", size=16)
    make.paragraph(LEAD, marks="b")
    make.paragraph(TEXT)


def letterhead(make: Maker) -> None:
    """Begin as an office's notices do."""
    make.paragraph("ỦY BAN NHÂN DÂN", "center", "b")
    make.paragraph("Hồng Lĩnh, ngày 14 tháng 12 năm 2020", "right", "i")
    make.paragraph("THÔNG BÁO", "center", "b", size=16)
    make.paragraph("Về lịch tiếp công dân", "center", "b", size=14)
    make.paragraph(TEXT)


def two_titles(make: Maker) -> None:
    """Begin with a title of two lines in capitals."""
    make.paragraph("KIỂM TRA, ĐÁNH GIÁ", "center", "b", size=15)
    make.paragraph("CẢI CÁCH HÀNH CHÍNH", "center", "b", size=15)
    make.paragraph(LEAD, "both", "i")
    make.paragraph(TEXT)


def parts(make: Maker) -> None:
    """Begin with a title typed by hand above parts that have headings."""
    make.paragraph(TITLE, "center", "b", size=16)
    for words in ("Phần thứ nhất", "Phần thứ hai"):
        make.paragraph(words, style="Heading 1")
        make.paragraph(TEXT)


def low_heading(make: Maker) -> None:
    """Begin with a heading of the second level."""
    make.paragraph(TITLE, style="Heading 2")
    make.paragraph(TEXT)


def nothing(make: Maker) -> None:
    """Begin with the text."""
    make.paragraph(TEXT)
    make.paragraph(MORE)


@pytest.mark.parametrize(
    ("fill", "title", "lead"),
    [
        (first_picture, TITLE, LEAD),
        (letterhead, "THÔNG BÁO Về lịch tiếp công dân", ""),
        (two_titles, "KIỂM TRA, ĐÁNH GIÁ CẢI CÁCH HÀNH CHÍNH", LEAD),
        (parts, TITLE, ""),
        (low_heading, TITLE, ""),
        (nothing, "", ""),
    ],
)
def test_titles_are_found(fill: Callable[[Maker], Any], title: str, lead: str) -> None:
    """Title and lead are known by their looks where no style names them."""
    made = draft(fill, title=False)
    assert (made.title, made.summary) == (title, lead)
