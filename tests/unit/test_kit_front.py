"""Front matter: every field of the content contract is accepted, nothing else is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from plugins._kit import frontmatter
from plugins._kit.data import validate
from plugins._kit.faults import Fault, Faults
from plugins._kit.front import ArticleFront, Attachment, Front, PageFront

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
    found = validate(model, frontmatter.split(text).head, folder / "index.md", faults, folder)
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


def test_three_fields_are_enough(folder: Path) -> None:
    """Title, date and category make an article; all else has a neutral default."""
    front, faults = read(LEAST.format(""), folder, ArticleFront)
    assert not faults
    assert front is not None
    assert (front.status, front.lead, front.tags, front.comments) == ("published", False, (), None)
    for field in ("title", "date", "category"):
        lines = [line for line in LEAST.format("").split("\n") if not line.startswith(field)]
        assert [it.field for it in read("\n".join(lines), folder, ArticleFront)[1]] == [field]


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


def test_a_page_needs_a_title_alone(folder: Path) -> None:
    """A page without category and date is right."""
    assert read("---\ntitle: a\n---\n", folder, PageFront)[1] == []
    assert read("---\ncategory: a\n---\n", folder, PageFront)[1][0].field == "title"
