"""Documents of authorities: what their head says, their whole text, their numbers and files."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.importers.word.samples import words
from tests.importers.word.samples.documents import SAMPLES
from tests.importers.word.samples.held_out import HELD_OUT
from tests.importers.word.samples.maker import Maker
from tests.importers.word.samples.official import OFFICIAL
from tests.importers.word.samples.official_parts import MOTTO, Known
from tests.sites.build_site import CATEGORIES, GOOD, TOWN, Site, write
from town_portal.authoring.importers.document import NOT_OFFICIAL, write_document
from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.word import GivenFile, understand_document
from town_portal.authoring.importers.word.issuer import find_issuer
from town_portal.cli import import_word
from town_portal.core.content_files.opening import read_text

DAY = date(2026, 12, 2)


ALL = {**OFFICIAL, **{f"held out: {name}": make for name, make in HELD_OUT.items()}}


@cache
def read(name: str) -> tuple[Known, Draft]:
    """Return a document, and what was understood of it."""
    known = ALL[name]()
    return known, understand_document(GivenFile("van-ban.docx", known.data))


@pytest.mark.parametrize("name", ALL)
def test_a_document_is_understood(name: str, tmp_path: Path) -> None:
    """Head and title are those that a person reads; no word, number or signer is lost."""
    known, draft = read(name)
    official = draft.official
    assert official is not None
    found = (official.kind, official.number, official.issuer, official.issued, draft.title)
    assert found == (known.kind, known.number, known.issuer, known.issued, known.title)
    written = write_document(draft, [], tmp_path, DAY)
    text = read_text(written.file, tmp_path)
    assert [line for line in known.kept if line not in text] == []
    assert not words.lost(words.of_document(known.data), words.of_article(written.folder))
    assert not [doubt for doubt in written.doubts if "chưa vào bài" in doubt.sentence]
    assert "| #" not in text


def test_articles_are_no_documents() -> None:
    """An article stays one where it cites a number and a day or shows the motto alone.

    So do the samples of articles (`test_documents.py`).
    """
    make = Maker()
    make.paragraph(MOTTO[0], "center", "b")
    make.paragraph("ĐƠN XIN XÁC NHẬN", "center", "b")
    make.paragraph("Theo Quyết định số: 12/QĐ-UBND, Hà Tĩnh, ngày 9 tháng 2 năm 2026.")
    assert understand_document(GivenFile("bai.docx", make.done())).official is None


def test_what_is_not_filled_in_is_told() -> None:
    """A blank number and day stay open and are told; a cited law's are never taken instead."""
    _, draft = read("directive")
    told = {doubt.about: doubt.sentence for doubt in draft.doubts}
    assert (draft.date, draft.confidence["date"], draft.confidence["number"]) == (None, 0, 0)
    assert "viện dẫn không được lấy thay" in told["ngày ban hành"]
    assert "chưa điền số" in told["số, ký hiệu"]


def test_a_document_is_written_with_its_files(tmp_path: Path) -> None:
    """The portal builds the documents as drafts; the same number twice is told."""
    site = Site(tmp_path).write(GOOD)
    content = tmp_path / "content"
    known, draft = read("decision")
    files = [GivenFile("Bản ký.pdf", b"%PDF-1.4\n%%EOF\n"), GivenFile("Văn bản.docx", known.data)]
    made = [write_document(read(name)[1], files, content, DAY) for name in OFFICIAL]
    assert made[0].folder == content / "documents/2026/12-qd-ubnd"
    assert (made[0].folder / "van-ban.docx").read_bytes() == known.data
    head = read_text(made[0].file, content)
    assert "kind: Quyết định\nnumber: 12/QĐ-UBND\n" in head
    assert "- file: ban-ky.pdf\n  title: Quyết định 12/QĐ-UBND (PDF)\n" in head
    again = write_document(draft, [], content, DAY)
    assert (again.folder.name, again.doubts[-1].about) == ("12-qd-ubnd-2", "tên tệp")
    built = site.build()
    assert (built.code, built.errors) == (0, ())


def test_the_task_offers_and_writes_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the option it says what the file is; with it the document and its PDF are written."""
    content, file, scan = (tmp_path / item for item in ("content", "qd.docx", "qd.pdf"))
    write(content, {"data/town.yaml": TOWN, "data/categories.yaml": CATEGORIES})
    file.write_bytes(OFFICIAL["decision"]().data)
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert import_word.main([file], content, "") == 0
    assert "văn bản hành chính (Quyết định 12/QĐ-UBND)" in capsys.readouterr().out
    assert import_word.main([file, scan], content, "", as_document=True) == 0
    assert "documents/2026/12-qd-ubnd/index.md" in capsys.readouterr().out
    names = {item.name for item in (content / "documents/2026/12-qd-ubnd").iterdir()}
    assert names == {"index.md", "qd.docx", "qd.pdf"}
    file.write_bytes(SAMPLES["định dạng bằng tay"]().data)
    assert import_word.main([file], content, "", as_document=True) == 1
    assert NOT_OFFICIAL in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((("ỦY BAN NHÂN DÂN", False), ("XÃ THẠCH HÀ", True)), "Ủy ban nhân dân xã Thạch Hà"),
        ((("UBND TỈNH HÀ TĨNH", False), ("SỞ NỘI VỤ", True)), "Sở Nội vụ"),
        (
            (("CÔNG AN TỈNH HÀ TĨNH", False), ("CÔNG AN PHƯỜNG THÀNH SEN", False)),
            "Công an phường Thành Sen",
        ),
    ],
)
def test_the_issuer_is_the_lower_body(lines: tuple[tuple[str, bool], ...], name: str) -> None:
    """Of two bodies the lower one issued it; a place below a body is part of its name."""
    assert find_issuer(lines) == name
