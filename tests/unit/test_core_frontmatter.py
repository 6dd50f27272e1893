"""The head of an article: its forms, its fields, and their faults."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from town_portal.core.data.loading import read_text, validate_document
from town_portal.core.data.yamldoc import YamlError
from town_portal.core.faults import Fault, Faults
from town_portal.core.texts import frontmatter
from town_portal.core.texts.front import ArticleFront, Attachment, Front, PageFront
from town_portal.core.texts.frontmatter import (
    NO_HEAD,
    NOT_CLOSED,
    NOT_FIELDS,
    NOT_OPENED,
    split_front_matter,
)

FENCED = "---\ntitle: A\ntags:\n  - x\n---\n\nThân bài.\n"
HEADER = "Title: A\nTags: x, y\n\nThân bài.\n"


@pytest.mark.parametrize(
    ("text", "head", "tags_line", "body_line", "body"),
    [
        (FENCED, {"title": "A", "tags": ["x"]}, 3, 6, "\nThân bài.\n"),
        (f"\n\n{FENCED}", {"title": "A", "tags": ["x"]}, 5, 8, "\nThân bài.\n"),
        (HEADER, {"title": "A", "tags": "x, y"}, 2, 3, "\nThân bài.\n"),
        ('Title: "A": b\n   c\nTags: x\n\nB', {"title": '"A": b\nc', "tags": "x"}, 3, 4, "\nB"),
        ("---\ntags: A\n...\nB", {"tags": "A"}, 2, 4, "B"),
        ("---\ntags: 1\n---\nx\n---\ny", {"tags": "1"}, 2, 4, "x\n---\ny"),
        ("---\n---\nx", None, 2, 3, "x"),
        *(
            (f"Tags: A\n\n{body}", {"tags": "A"}, 1, 2, f"\n{body}")
            for body in ("Thân bài.\n---\nb", "Thân bài.\n\n---", "Câu: a, b\n---")
        ),
    ],
)
def test_head_and_body(text: str, head: Any, tags_line: int, body_line: int, body: str) -> None:
    """YAML between dashes or Pelican's lines; further dashes are body; lines count from the top."""
    parts = split_front_matter(text)
    assert (parts.head.value, parts.body) == (head, body)
    assert (parts.head.line(("tags",)), parts.body_line) == (tags_line, body_line)


def test_a_field_that_stands_twice_is_noticed_in_both_heads() -> None:
    """Neither form of head lets the second value win in silence."""
    assert split_front_matter("---\na: 1\na: 2\n---\n").head.twice == [("a",)]
    assert split_front_matter("A: 1\na: 2\n\n").head.twice == [("a",)]


@pytest.mark.parametrize("text", [FENCED, HEADER])
@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_ends_and_a_byte_order_mark(
    tmp_path: Path, text: str, ends: str, mark: bytes
) -> None:
    """Files of Windows and of old editors are read like all others."""
    file = tmp_path / "a.md"
    file.write_bytes(mark + text.replace("\n", ends).encode())
    assert split_front_matter(read_text(file, Faults()) or "") == split_front_matter(text)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, NO_HEAD),
        ("\n\n", 1, NO_HEAD),
        ("Thân bài không có phần đầu.\n", 1, NO_HEAD),
        ("\n# Tiêu đề\n", 2, NO_HEAD),
        ("Title: A\nđoạn văn\n", 2, NOT_FIELDS),
        ("---\ntitle: A\n\nThân bài.\n", 1, NOT_CLOSED),
        ("\n---\ntitle: A\n", 2, NOT_CLOSED),
        ("title: A\ndate: b\n---\nThân bài.\n", 1, NOT_OPENED),
        ("title: A\n\ntags:\n- x\n  - y\n\n---  \nThân bài.\n", 1, NOT_OPENED),
        ("\n\ntitle: A\n---\n", 3, NOT_OPENED),
        ("Thân bài.\n---\n", 1, NO_HEAD),
        ("---\n- a\n---\n", 2, NOT_FIELDS),
        ("---\nchỉ có chữ\n---\n", 2, NOT_FIELDS),
    ],
)
def test_a_head_that_is_none(text: str, line: int, sentence: str) -> None:
    """A head that is missing, open or of another kind is shown with its line."""
    with pytest.raises(YamlError) as caught:
        split_front_matter(text)
    assert (caught.value.line, str(caught.value)) == (line, sentence)


def test_an_error_in_the_yaml_has_the_line_of_the_file() -> None:
    """Lines of YAML errors count from the top of the file."""
    with pytest.raises(YamlError) as caught:
        split_front_matter("---\ntitle: A\nsummary: b: c\n---\n")
    assert caught.value.line == 3


@given(st.lists(st.text(alphabet="aă#*->: ", max_size=8), max_size=12))
def test_the_body_is_kept_letter_by_letter(lines: list[str]) -> None:
    """Whatever the body holds, it comes out unchanged and its line is right."""
    body = "\n".join(lines)
    parts = split_front_matter(f"---\ntitle: A\n---\n{body}")
    assert (parts.body, parts.body_line) == (body, 4)


F = TypeVar("F", bound=Front)

EVERYTHING = """---
title: "Thông báo: lịch tiếp công dân"
date: 2020-12-14 08:30
modified: 2020-12-15
category: chinh-quyen
tags: cải cách hành chính, kiểm tra
people: [Nguyễn Du]
places:
  - Đậu Liêu
summary: Lời dẫn.
author: Lê An
photographer: Lê Bình
source: Báo Hà Tĩnh
cover: anh-1.jpg
focus: 40% 20%
lead: true
slug: lich-tiep-cong-dan
status: hidden
template: article
review: {state: approved, by: Lê An, hash: abc}
publish: 2020-12-20 07:00
expires: 2021-01-01
comments: false
original_url: https://honglinh.hatinh.gov.vn/portal/a.aspx
redirect_from: [/portal/pages/2021-03-03/kiem-tra123.aspx, /zh/-ieu-kien-tu-nhien]
attachments:
  - {file: tep.pdf, title: Lịch}
corrections:
  - {date: 2020-12-16, text: Sửa giờ}
video: {file: phim.mp4, title: Phim, poster: anh-1.jpg}
waive:
  - {rule: alt, reason: Ảnh cũ}
---
"""
LEAST = "---\ntitle: a\ndate: 2020-12-14\ncategory: b\n{}\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the front matter names."""
    files = {"anh-1.jpg": b"x", "tep.pdf": b"%PDF-1.7", "phim.mp4": b"\0\0\0\x18ftypmp42"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def read(text: str, folder: Path, model: type[F]) -> tuple[F | None, list[Fault]]:
    """Read the head of a file."""
    faults = Faults()
    found = validate_document(
        model, frontmatter.split_front_matter(text).head, folder / "index.md", faults, folder
    )
    return found, faults.found


def test_every_field_of_an_article_is_accepted(folder: Path) -> None:
    """All fields together give no fault and keep their values."""
    front, faults = read(EVERYTHING, folder, ArticleFront)
    assert not faults
    assert front is not None
    assert front.model_fields_set == set(ArticleFront.model_fields)
    assert front.date == datetime(2020, 12, 14, 8, 30)  # noqa: DTZ001
    assert front.tags == ("cải cách hành chính", "kiểm tra")
    assert (front.lead, front.comments, front.status) == (True, False, "hidden")
    assert front.attachments == (Attachment(file="tep.pdf", title="Lịch"),)


def test_pelicans_own_head_is_validated_too(folder: Path) -> None:
    """Tags are words with commas; of two lines of categories one is too many."""
    text = "Title: A\nDate: 2020-12-14\nCategory: b\nTags: x, y\nCover: anh-1.jpg\n\nThân."
    front, faults = read(text, folder, ArticleFront)
    assert not faults
    assert front is not None
    assert front.tags == ("x", "y")
    _, (fault,) = read(text.replace("b\n", "b\n    c\n"), folder, ArticleFront)
    assert fault.message == "chỉ ghi một chuyên mục"


@pytest.mark.parametrize(
    "line",
    [
        "status: skip",
        "review: {state: done}",
        "video: {file: khong-co.mp4, title: a}",
        "attachments: [{file: tep.pdf}]",
        "attachments: [{file: khong-co.pdf, title: a}]",
        "corrections: [{date: 2020-12-16}]",
        "waive: [{rule: alt}]",
        "waive: [{rule: alt, reason: ''}]",
        "cover: khong-co.jpg",
        "focus: 40 20",
        "category: ''",
        "order: 1",
        "hidden: true",
        "video: {title: a}",
    ],
)
def test_an_article_refuses(folder: Path, line: str) -> None:
    """A wrong state, a file that is not there, a film that is nowhere … are faults."""
    front, faults = read(LEAST.format(line), folder, ArticleFront)
    assert front is None
    assert faults


def test_every_field_of_a_page_is_accepted(folder: Path) -> None:
    """A page has a title and, where wanted, date, place, template and waivers."""
    text = (
        "---\ntitle: Bản đồ\ndate: 2020-12-14\nmodified: 2021-01-01 10:00\nsummary: a\n"
        "status: draft\ntemplate: page\nslug: ban-do\norder: 3\n"
        "redirect_from: [/zh/ban-do]\n"
        "waive: [{rule: alt, reason: Ảnh cũ}]\n---\n"
    )
    front, faults = read(text, folder, PageFront)
    assert not faults
    assert front is not None
    assert front.model_fields_set == set(PageFront.model_fields)
    assert (front.order, front.date) == (3, date(2020, 12, 14))
