"""Files that are dropped: Word documents, pictures of any kind, attachments, what is refused."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Inches
from PIL import Image
from pillow_heif import register_heif_opener

from tests.importers.word.samples.official import decision
from tests.newsroom.running import Newsroom
from tests.newsroom.test_texts import begin, opened

register_heif_opener()


def picture(kind: str = "JPEG", colour: str = "green") -> bytes:
    """Return a small photograph of a kind that Pillow writes."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, kind)
    return made.getvalue()


def document() -> bytes:
    """Return a Word file with a title, prose, a captioned photograph and a table."""
    word = Document()
    word.add_heading("Ra quân dọn vệ sinh", 0)
    word.add_paragraph("Sáng chủ nhật, bà con tổ 3 ra quân dọn vệ sinh đường làng.")
    word.add_picture(io.BytesIO(picture()), width=Inches(2))
    word.add_paragraph("Bà con quét dọn đường làng. Ảnh: Nguyễn Văn A")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Tổ", "Số hộ", "Tổ 3", "42"), strict=True):
        cell.text = text
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def test_a_word_file_becomes_a_draft_with_caption_and_table(newsroom: Newsroom) -> None:
    """A dropped Word file is a draft: title, prose, the picture with its caption, the table."""
    answer = newsroom.person("an").upload("tha-vao-day/", ("bai.docx", document()))
    name = answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")
    text = (newsroom.content / name).read_text("utf-8")
    assert "title: Ra quân dọn vệ sinh" in text
    assert "status: draft" in text
    assert '(anh-1.jpg "Bà con quét dọn đường làng. Ảnh: Nguyễn Văn A")' in text
    assert "| Tổ 3 | 42 |" in text


def test_pictures_and_an_attachment_become_one_draft(newsroom: Newsroom) -> None:
    """Photographs are figures in the order of their numbers, another file is an attachment."""
    files = [
        (f"IMG_{number}.jpg", picture(colour=colour))
        for number, colour in ((10, "red"), (9, "blue"))
    ]
    pdf = ("Kế hoạch.pdf", b"%PDF-1.4\n%%EOF\n")
    answer = newsroom.person("an").upload("tha-vao-day/", *files, pdf, category="thong-bao")
    name = answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")
    file = newsroom.content / name
    text = file.read_text("utf-8")
    assert re.findall(r"\((anh-\d\.jpg)\)", text) == ["anh-1.jpg", "anh-2.jpg"]
    assert (file.parent / "anh-1.jpg").read_bytes() == picture(colour="blue")
    assert "file: ke-hoach.pdf" in text
    assert (file.parent / "ke-hoach.pdf").is_file()


def test_a_word_file_goes_into_an_open_text(newsroom: Newsroom) -> None:
    """The content of a document comes back as the editor's HTML, its pictures beside the text."""
    person = newsroom.person("an")
    name = begin(person, "Bài đang mở")
    answer = person.upload(f"sua/{name}/chen-tep", ("bai.docx", document())).json
    assert (
        "<figcaption>Bà con quét dọn đường làng. Ảnh: Nguyễn Văn A</figcaption>" in answer["html"]
    )
    assert answer["digest"] == opened(person, name)["digest"]
    source = re.search(r'<img src="/soan-tin/(sua/[^"]+/tep/[^"]+)"', answer["html"])
    assert source
    assert person.get(source[1]).headers["Content-Type"] == "image/webp"


def test_a_file_that_is_sent_again_is_taken_once(newsroom: Newsroom) -> None:
    """Whose answer was lost sends the same attempt again and gets it: one attachment, no other."""
    person = newsroom.person("an")
    name = begin(person, "Gửi lại tệp đính kèm")
    file = ("file", "ke-hoach.pdf", b"%PDF-1.4\n%%EOF\n")
    headers = {"Accept": "application/json", "X-Once": "0a" * 16}
    first, again = (
        person.send_files(f"sua/{name}/chen-tep", [file], {}, **headers).json for _ in range(2)
    )
    assert first == again
    assert (newsroom.content / name).read_text("utf-8").count("file: ke-hoach.pdf") == 1
    other = {**headers, "X-Once": "0b" * 16}
    person.send_files(f"sua/{name}/chen-tep", [file], {}, **other)
    assert (newsroom.content / name).read_text("utf-8").count("file: ke-hoach.pdf") == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_a_picture_of_any_kind_is_shown_small(newsroom: Newsroom, kind: str) -> None:
    """What a camera or telephone writes is taken, and shown in the editor as WebP."""
    person = newsroom.person("an")
    name = begin(person, f"Ảnh {kind}")
    taken = person.upload(
        f"sua/{name}/anh", (f"Ảnh chụp.{kind.lower()}".replace("heif", "heic"), picture(kind))
    )
    file = taken.json["files"][0]
    assert "error" not in file, file
    shown = person.get(file["url"])
    assert shown.status == 200
    assert shown.headers["Content-Type"] == "image/webp"


REFUSED = [
    ("anh.jpg", b"khong phai anh"),
    ("anh.svg.exe", b"MZ"),
    ("trang.html", b"<script>alert(1)</script>"),
    ("hong.jpg", picture()[:200]),
]


@pytest.mark.parametrize(("given", "data"), REFUSED)
def test_a_broken_or_hostile_file_is_refused_and_not_kept(
    newsroom: Newsroom, given: str, data: bytes
) -> None:
    """What is no picture or no file for readers is refused with a sentence, and leaves nothing."""
    person = newsroom.person("an")
    name = begin(person, f"Tệp hỏng {given}")
    answer = person.upload(f"sua/{name}/anh", (given, data)).json["files"][0]
    assert answer["error"]
    assert [path.name for path in (newsroom.content / name).parent.iterdir()] == ["index.md"]


def test_a_name_that_is_taken_overwrites_nothing(newsroom: Newsroom) -> None:
    """Two different pictures of one name lie side by side; the same picture is kept once."""
    person = newsroom.person("an")
    name = begin(person, "Trùng tên ảnh")
    sent = [
        person.upload(f"sua/{name}/anh", ("anh.jpg", data)).json["files"][0]["file"]
        for data in (picture(), picture(colour="red"), picture())
    ]
    assert sent == ["anh.jpg", "anh-2.jpg", "anh.jpg"]


def test_a_document_of_an_authority_goes_to_the_documents(newsroom: Newsroom) -> None:
    """Dropped as an official document, a decision is a draft there with its files attached."""
    known = decision()
    scan = ("qd.pdf", b"%PDF-1.4\n%%EOF\n")
    person = newsroom.person("an")
    answer = person.upload("tha-vao-day/", ("qd.docx", known.data), scan, category="_van-ban")
    name = answer.location.removeprefix("/soan-tin/sua/").removesuffix("/")
    assert name.startswith("documents/"), person.get("").text
    text = (newsroom.content / name).read_text("utf-8")
    assert f"number: {known.number}" in text
    assert text.count("file: ") == 2


def test_a_draft_that_is_a_document_is_made_one_by_a_click(newsroom: Newsroom) -> None:
    """Dropped as an article, a decision is offered as a document; no file is asked for again."""
    known, offer = decision(), "Chuyển vào mục Văn bản"
    scan = ("qd.pdf", b"%PDF-1.4\n%%EOF\n")
    person = newsroom.person("an")
    answer = person.upload("tha-vao-day/", ("qd.docx", known.data), scan, category="thong-bao")
    page = answer.location.removeprefix("/soan-tin/")
    draft = page.removeprefix("sua/").removesuffix("/")
    assert offer in person.get(page).text
    other = newsroom.person("binh")
    assert offer not in other.get(page).text
    assert other.post(f"{page}la-van-ban", {}).location == answer.location
    moved = person.post(f"{page}la-van-ban", {}).location.removeprefix("/soan-tin/sua/")
    text = (newsroom.content / moved.removesuffix("/")).read_text("utf-8")
    assert moved.startswith("documents/")
    assert f"number: {known.number}" in text
    assert text.count("file: ") == 2
    assert not (newsroom.content / draft).exists()
    assert person.get(page).status == 404
    assert offer not in person.get(f"sua/{moved}").text


def files_of(newsroom: Newsroom) -> dict[Path, bytes]:
    """Return all files of the content folder."""
    everything = (path for path in newsroom.content.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in everything if path.suffix != ".lock"}


@pytest.mark.parametrize("path", ["tha-vao-day/", "sua/{}/anh", "sua/{}/chen-tep"])
def test_an_upload_that_is_cut_leaves_nothing(newsroom: Newsroom, path: str) -> None:
    """Of files whose connection breaks off in the last one, none is written, half or whole."""
    person = newsroom.person("an")
    name = begin(person, f"Tải lên bị đứt {path.partition('{')[0]}")
    before = files_of(newsroom)
    whole, cut = (
        ("dau.pdf", b"%PDF-1.4\n" + b"a" * 9_000),
        ("cuoi.pdf", b"%PDF-1.4\n" + bytes(3_000_000)),  # no longer held in memory
    )
    token, person.cut_off = person.token(), 4_000
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    files = [("file", *whole), ("file", *cut)]
    assert person.send_files(path.format(name), files, {}, **headers).status == 400
    person.cut_off = 0
    assert files_of(newsroom) == before
    assert list(newsroom.temporary.glob("*.upload*")) == []


def test_nothing_usable_is_told(newsroom: Newsroom) -> None:
    """A broken Word file begins no text, and is told to the script and, without it, on the list."""
    person = newsroom.person("an")
    broken = ("hong.docx", b"PK khong phai word")
    answer = person.upload("tha-vao-day/", broken)
    assert answer.status == 422
    assert person.send_files("tha-vao-day/", [("file", *broken)], {}).location == "/soan-tin/"
    assert answer.json["error"] in unescape(person.get("").text)
