"""How staff put photographs, captions, titles and names: each way is understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.importers.word.samples import shapes
from tests.importers.word.samples.documents import DESK, FILES, HALL, LEAD, MORE, TEXT
from tests.importers.word.samples.imported import said
from tests.importers.word.samples.maker import Maker, photograph
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.word import GivenFile, understand_document
from town_portal.authoring.importers.word.media import AUTOMATIC, CROPPED, LINKED, METAFILE
from town_portal.authoring.importers.write import list_pictures

TITLE = "Kiểm tra cải cách hành chính"


def draft(fill: Callable[[Maker], Any], *photographs: str, title: bool = True) -> Draft:
    """Return what is understood of a document that ``fill`` fills between a title and a text."""
    make = Maker()
    if title:
        make.paragraph(TITLE, style="Title")
        make.paragraph(TEXT, "both")
    fill(make)
    files = [GivenFile(name, photograph(number)) for number, name in enumerate(photographs)]
    return understand_document(GivenFile("bai.docx", make.done()), files)


def captions(fill: Callable[[Maker], Any], *photographs: str) -> list[str]:
    """Return the captions of such a document."""
    return [said(picture) for picture in list_pictures(draft(fill, *photographs))]


Paragraph = tuple[Any, ...]
PICTURE: Paragraph = ("@",)


def put(*paragraphs: Paragraph) -> Callable[[Maker], None]:
    """Return what adds paragraphs: text, alignment, marks, style and size; "@" is a picture."""

    def fill(make: Maker) -> None:
        for given in paragraphs:
            make.picture() if given == PICTURE else make.paragraph(*given)

    return fill


def table(make: Maker, *rows: tuple[str, ...]) -> None:
    """Add a table; a cell of "@" is a photograph."""
    made = make.document.add_table(len(rows), max(map(len, rows)))
    for cells, row in zip(rows, made.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=False):
            if text == "@":
                make.picture(cell.paragraphs[0])
            else:
                make.run(cell.paragraphs[0], text)


def lines(make: Maker) -> None:
    """Add two photographs and their captions as the lines of one paragraph."""
    paragraph = make.paragraph(align="center")
    for words in (FILES, HALL):
        make.picture(paragraph)
        make.run(paragraph, "").add_break()
        make.run(paragraph, words, "i").add_break()


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


@pytest.mark.parametrize(
    ("fill", "wanted"),
    [
        (
            put(PICTURE, ("Quang cảnh buổi làm việc.",), (MORE, "both")),
            ["Quang cảnh buổi làm việc."],
        ),
        (put(PICTURE, (HALL, "center", "b")), [HALL]),
        (lines, [FILES, HALL]),
        (put((FILES, "center", "i"), PICTURE, (MORE, "both")), [FILES]),
        (
            put(
                PICTURE,
                ("Trưởng đoàn phát biểu", "center", "i"),
                ("tại buổi làm việc", "center", "i"),
                ("Ảnh: Lê An", "right", "i"),
                (MORE, "both"),
            ),
            ["Trưởng đoàn phát biểu tại buổi làm việc. Ảnh: Lê An"],
        ),
        (box_before, [FILES]),
        (boxes_after, [FILES, HALL]),
        (box_behind, [FILES]),
        (nested, [FILES]),
        (nested_figures, [""]),
        (put(PICTURE, ("Những việc cần làm tiếp", "both", "b"), (MORE, "both")), [""]),
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
    assert len(list_pictures(made)) == 2
    assert "Ảnh gửi kèm “b.jpg” không có chú thích" in str(made.doubts)
    made = draft(
        lambda make: [make.paragraph(item, "center", "i") for item in (FILES, HALL)], "c.jpg"
    )
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
    made = draft(put(PICTURE, ("Ảnh: Lê An", "center", "i")))
    assert (made.photographer, said(list_pictures(made)[0])) == ("", "Ảnh: Lê An")


TYPED: Paragraph = (TITLE, "center", "b", "", 16)
"""A title that no style names."""
HEADING: Paragraph = ("Phần thứ nhất", "", "", "Heading 1")


@pytest.mark.parametrize(
    ("fill", "title", "lead"),
    [
        (
            put(PICTURE, (FILES, "center", "i"), TYPED, (LEAD, "", "b"), (TEXT,)),
            TITLE,
            LEAD,
        ),
        (
            put(
                ("ỦY BAN NHÂN DÂN", "center", "b"),
                ("Hồng Lĩnh, ngày 14 tháng 12 năm 2020", "right", "i"),
                ("THÔNG BÁO", "center", "b", "", 16),
                ("Về lịch tiếp công dân", "center", "b", "", 14),
                (TEXT,),
            ),
            "THÔNG BÁO Về lịch tiếp công dân",
            "",
        ),
        (
            put(
                ("KIỂM TRA, ĐÁNH GIÁ", "center", "b", "", 15),
                ("CẢI CÁCH HÀNH CHÍNH", "center", "b", "", 15),
                (LEAD, "both", "i"),
                (TEXT,),
            ),
            "KIỂM TRA, ĐÁNH GIÁ CẢI CÁCH HÀNH CHÍNH",
            LEAD,
        ),
        (put(TYPED, HEADING, (TEXT,), HEADING, (TEXT,)), TITLE, ""),
        (put((TITLE, "", "", "Heading 2"), (TEXT,)), TITLE, ""),
        (put((TEXT,), (MORE,)), "", ""),
    ],
)
def test_titles_are_found(fill: Callable[[Maker], Any], title: str, lead: str) -> None:
    """Title and lead are known by their looks where no style names them."""
    made = draft(fill, title=False)
    assert (made.title, made.summary) == (title, lead)


def test_descriptions_of_machines_and_file_names_are_left_out() -> None:
    """Only a description that a person wrote becomes the alternative text."""
    alts = ("Cờ trước trụ sở", "DSC 001.JPG", "Picture 3", "A flag, AI-generated content")
    made = draft(lambda make: [make.picture(alt=alt) for alt in alts])
    assert [picture.alt for picture in list_pictures(made)] == ["Cờ trước trụ sở", "", "", ""]
    assert AUTOMATIC in [doubt.sentence for doubt in made.doubts]


def test_pictures_that_need_a_person_are_told() -> None:
    """A cropped picture, a metafile and a linked one are told, and where."""

    def fill(make: Maker) -> None:
        cropped = make.picture().runs[0]._r
        blip = next(cropped.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}stretch"))
        blip.addprevious(blip.makeelement(blip.tag.replace("stretch", "srcRect"), {"l": "20000"}))
        key = make.part("media/hinh.wmf", "image", b"\xd7\xcd\xc6\x9a", "image/x-wmf")
        make.xml(make.paragraph(), shapes.old_picture(key))
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        key = make.document.part.relate_to("file:///C:/anh/co.jpg", kind, is_external=True)
        make.xml(make.paragraph(), shapes.old_picture(key))

    doubts = {doubt.about: doubt.sentence for doubt in draft(fill).doubts}
    assert doubts["ảnh 1"] == CROPPED
    assert doubts["ảnh 2"] == METAFILE.format("WMF")
    assert doubts["ảnh 3"] == LINKED.format("co.jpg")
