"""What does not change when an article is published: old pages are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portal import CLOCK, Portal, build
from tests.site.conftest import copy_content

HOUR = 3600
NEW = """\
---
title: Một bài đăng thêm để thử
date: 2026-11-24T12:00:00+07:00
category: chinh-quyen
tags: [cải cách hành chính, Hồng Lĩnh]
summary: Bài này được thêm vào để xem những trang nào thay đổi.
---

Một đoạn văn.
"""
NEW_NAME = "articles/2026/2026-11-24-mot-bai-dang-them-de-thu.md"
NEW_URL = "2026/11/24/mot-bai-dang-them-de-thu/"


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a build."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Return the names of files that are new, gone, or different."""
    return {name for name in before | after if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def with_one_more(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the portal an hour later, with one article more, newer than all others."""
    folder = tmp_path_factory.mktemp("more")
    content = copy_content(folder / "content")
    (content / NEW_NAME).write_text(NEW, encoding="utf-8", newline="\n")
    build(folder / "output", content, clock=CLOCK + HOUR)
    return Portal(folder / "output", "")


def test_publishing_changes_no_older_article_but_the_last(
    at_root: Portal, with_one_more: Portal
) -> None:
    """A new article changes, of all articles, the one before it: that gets its “next”."""
    before = {page.url: page.source for page in at_root.of_kind("article")}
    after = {page.url: page.source for page in with_one_more.of_kind("article")}
    assert set(after) - set(before) == {NEW_URL}
    previous = with_one_more.pages[NEW_URL].find('.//a[@rel="prev"]/@href')
    differing = [url for url in before if before[url] != after[url]]
    assert [f"../../../../{url}" for url in differing] == previous


def test_publishing_changes_no_page_that_lists_nothing(
    at_root: Portal, with_one_more: Portal
) -> None:
    """A new article changes no page of content/pages, and no list it does not stand in."""
    before, after = files(at_root.output), files(with_one_more.output)
    names = changed(before, after)
    untouched = {f"{page.url}index.html" for page in at_root.of_kind("page")}
    lists = ("chuyen-muc/du-lich/", "chuyen-muc/kinh-te/", "tu-khoa/di-tich/", "2020/", "2025/")
    assert names & untouched == set()
    assert [name for name in names if name.startswith(lists)] == []
