"""What is no Word document, or a hostile one, is refused with a sentence; nothing breaks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.importers.word.samples import shapes
from tests.importers.word.samples.maker import Maker, photograph
from town_portal.authoring.importers.draft import DraftProse
from town_portal.authoring.importers.word import GivenFile, WordError, book, understand_document
from town_portal.authoring.importers.word import package as parts
from town_portal.authoring.importers.word.convert import LOCKED, OLD_WORD, OTHER, convert_to_docx
from town_portal.authoring.importers.word.given_files import sort_files
from town_portal.authoring.importers.word.media import GONE
from town_portal.authoring.importers.word.part_words import MACRO
from town_portal.authoring.importers.word.word_doubts import HOMELESS
from town_portal.authoring.importers.write import list_pictures

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def repacked(data: bytes, **files: str | bytes | None) -> bytes:
    """Return a package with these parts instead of its own; one of None is left out."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    own = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**own, **files}.items():
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()


def packed(**files: str | bytes | None) -> bytes:
    """Return a document with a title and a picture, and these parts instead of its own."""
    made = Maker()
    made.paragraph("Một tiêu đề", style="Title")
    made.picture()
    return repacked(made.done(), **files)


def body(text: str, **files: str) -> bytes:
    """Return a document with this body."""
    return packed(
        **{DOCUMENT: f"<w:document {SPACE}><w:body>{text}</w:body></w:document>"}, **files
    )


def refusal(data: bytes, name: str = "bai.docx") -> str:
    """Return the sentence with which a document is refused."""
    with pytest.raises(WordError) as caught:
        understand_document(convert_to_docx(GivenFile(name, data), None))
    return str(caught.value)


def test_what_is_no_document_is_refused_with_what_to_do() -> None:
    """A text, a packed folder, half a document and one with a changed byte are refused."""
    assert refusal(b"xin chao") == f"“bai.docx”: {parts.NOT_WORD}"
    empty = b"PK\x05\x06" + bytes(18)
    assert refusal(repacked(empty, **{"a.txt": "a"})) == parts.NOT_WORD
    whole = packed()
    assert refusal(whole[: len(whole) // 2]) == parts.BROKEN
    assert refusal(packed(**{DOCUMENT: "<w:document"})) == parts.BROKEN
    assert refusal(packed(**{DOCUMENT: b"\xff\xfe\x00"})) == parts.BROKEN
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        at = archive.getinfo(DOCUMENT).header_offset + 120
    assert refusal(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]) == parts.BROKEN


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_declarations_are_refused(declared: str) -> None:
    """Entities, which could grow without end or read this machine's files, are never read."""
    paragraph = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
    text = f"{declared}<w:document {SPACE}><w:body>{paragraph}</w:body></w:document>"
    assert refusal(packed(**{DOCUMENT: text})) == parts.ENTITIES
    assert refusal(packed(**{DOCUMENT: text.encode("utf-16")})) == parts.ENTITIES
    assert refusal(packed(**{"word/styles.xml": text})) == parts.ENTITIES


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that would unpack to more than is allowed, one or all together, are not read."""
    bomb = packed(**{DOCUMENT: b" " * 3_000_000})
    assert len(bomb) < 50_000
    monkeypatch.setattr(parts, "LARGEST_XML", 1_000_000)
    assert refusal(bomb) == parts.BOMB
    monkeypatch.setattr(parts, "LARGEST", 1_000_000)
    assert refusal(bomb) == parts.BOMB
    monkeypatch.setattr(parts, "MOST_PARTS", 3)
    assert refusal(packed()) == parts.BOMB


def test_endless_nesting_is_refused() -> None:
    """XML that is nested without end is refused with a sentence."""
    deep = "<w:smartTag>" * 50_000 + "</w:smartTag>" * 50_000
    assert refusal(body(f"<w:p>{deep}</w:p>")) == parts.BROKEN


def test_a_document_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """More paragraphs than an article can have are refused before they are converted."""
    monkeypatch.setattr(book, "MOST_PARAGRAPHS", 1)
    assert refusal(packed()) == book.TOO_LONG


def test_macros_are_told_and_not_run() -> None:
    """A document with macros is read without them."""
    draft = understand_document(GivenFile("bai.docm", packed(**{"word/vbaProject.bin": b"x"})))
    assert draft.title == "Một tiêu đề"
    assert MACRO in [doubt.sentence for doubt in draft.doubts]


def test_a_missing_picture_is_told() -> None:
    """A document that names a picture which is not inside is read, and says so."""
    draft = understand_document(GivenFile("bai.docx", packed(**{"word/media/image1.jpg": None})))
    assert GONE in [doubt.sentence for doubt in draft.doubts]


def test_a_picture_in_a_footnote_is_not_lost() -> None:
    """A picture that stands where no photograph of an article can stand goes to its end, told."""
    make = Maker()
    make.note(make.paragraph("Một đoạn."), "Xem hình.")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="x/image" Target="media/a.jpg"/></Relationships>'
    )
    made = make.done()
    notes = zipfile.ZipFile(io.BytesIO(made)).read(NOTES).decode()
    shape = f"</w:t></w:r><w:r>{shapes.old_picture('r9')}</w:r>"
    more = {NOTES: notes.replace("</w:t></w:r>", shape), f"word/_rels/{NOTES[5:]}.rels": relations}
    made = repacked(made, **more, **{"word/media/a.jpg": photograph(1)})
    draft = understand_document(GivenFile("bai.docx", made))
    assert [picture.data for picture in list_pictures(draft)] == [photograph(1)]
    assert HOMELESS in [doubt.sentence for doubt in draft.doubts]


def test_strange_numbers_and_ids_are_no_error() -> None:
    """Sizes, spans, list levels and ids that are no numbers, or missing, are passed over."""
    text = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="99"/></w:numPr></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="to"/></w:rPr><w:t>chữ</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FF"/><w:sym w:font="Wingdings" w:char="to"/>'
        '<w:footnoteReference w:id="77"/><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:hyperlink><w:r><w:t> liên kết</w:t></w:r></w:hyperlink></w:p>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/><w:vMerge/></w:tcPr>'
        "<w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    draft = understand_document(GivenFile("bai.docx", body(text)))
    assert draft.title == "chữ liên kết"
    assert [item.markdown for item in draft.body if isinstance(item, DraftProse)] == ["ô"]


def listed(kind: str, start: str) -> str:
    """Return the whole draft of a document with one numbered paragraph."""
    numbers = (
        f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/numbering" Target="numbering.xml"/></Relationships>'
    )
    text = (
        "<w:p><w:r><w:t>Tiêu đề của bài</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Một mục của danh sách trong bài.</w:t></w:r></w:p>"
    )
    parts_of = {"word/numbering.xml": numbers, "word/_rels/document.xml.rels": relations}
    draft = understand_document(GivenFile("bai.docx", body(text, **parts_of)))
    return " ".join(item.markdown for item in draft.body if isinstance(item, DraftProse))


@pytest.mark.parametrize("start", ["1000000", "9" * 5_000, "²"])
@pytest.mark.parametrize("kind", ["lowerRoman", "upperLetter", "decimal"])
def test_a_list_from_a_huge_number_stays_small(kind: str, start: str) -> None:
    """A list that says it begins at a million, or at no number, has a label of a usual length."""
    text = listed(kind, start)
    assert "Một mục của danh sách" in text
    assert len(text) < 1_500


def test_a_table_of_merged_cells_becomes_a_workbook() -> None:
    """A table whose merged cells fill 30,000 places is a workbook beside the text, with all."""
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc>'
    )
    row = f"<w:tr>{cell * 10}</w:tr>"
    text = f"<w:p><w:r><w:t>Tiêu đề</w:t></w:r></w:p><w:tbl>{row * 30}</w:tbl>"
    draft = understand_document(GivenFile("bai.docx", body(text)))
    (block,) = (item for item in draft.body if isinstance(item, DraftProse) and item.sheet)
    assert block.sheet
    assert block.markdown.endswith(f"30 hàng (tệp Excel)]({block.sheet.name})")
    shown = load_workbook(io.BytesIO(block.sheet.data)).active
    places = [cell.coordinate for row in shown for cell in row if cell.value == "ô"]
    assert len(places) == 300
    assert places[-1] == "AHH30"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (OLE + b"\0" * 600, OLD_WORD.format("bai.doc")),
        (OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED.format("bai.doc")),
        (b"{\\rtf1 xin chao}", OTHER.format("bai.doc", "RTF")),
        (b"%PDF-1.4", OTHER.format("bai.doc", "PDF")),
    ],
)
def test_other_kinds_say_how_to_save_them(data: bytes, sentence: str) -> None:
    """Without LibreOffice old documents are refused with the way to make a .docx of them."""
    assert refusal(data, "bai.doc") == sentence


def test_old_documents_go_through_libreoffice(tmp_path: Path) -> None:
    """Where there is LibreOffice, what it makes of an old document is read; else it is told."""
    program = tmp_path / "soffice"
    (tmp_path / "made.docx").write_bytes(packed())
    script = (
        f'#!/bin/sh\nfor last; do :; done\ncp {tmp_path}/made.docx "$(dirname "$last")/bai.docx"\n'
    )
    program.write_text(script)
    program.chmod(0o755)
    made = convert_to_docx(GivenFile("cu.doc", OLE + b"\0" * 600), str(program))
    assert (made.name, understand_document(made).title) == ("cu.docx", "Một tiêu đề")
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(WordError, match=r"LibreOffice không chuyển được “cu\.doc”"):
        convert_to_docx(GivenFile("cu.doc", OLE + b"\0" * 600), str(program))


def test_one_document_and_photographs_are_told_apart() -> None:
    """Among the files given there must be one document; what is neither is named."""
    word, photo = GivenFile("bai.docx", packed()), GivenFile("a.jpg", b"\xff\xd8\xff\xe0 anh")
    assert sort_files([photo, word]) == (word, [photo])
    for files, words in (
        ([photo], "Chưa có tệp Word nào"),
        ([word, word], "Mỗi lần chỉ nhập một tệp Word"),
        ([word, GivenFile("x.exe", b"MZ")], "“x.exe” không phải tệp Word"),
        ([GivenFile("bai.docx", b"")], "Tệp “bai.docx” rỗng"),
    ):
        with pytest.raises(WordError, match=words):
            sort_files(files)
