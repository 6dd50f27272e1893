"""pages.json, read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from service.guard import pages
from service.guard.pages import KnownPages, Pages, read_pages

WHOLE: dict[str, Any] = {
    "version": 1,
    "site": "https://honglinh.example",
    "zone": "Asia/Ho_Chi_Minh",
    "start": 345988,
    "as_of": "2020-12",
    "open": ["/a/"],
    "closed": ["/b/"],
    "pages": ["/", "/a/"],
}
DAMAGED: dict[str, Any] = {
    "list": [],
    "null": None,
    "without open": {name: value for name, value in WHOLE.items() if name != "open"},
    "open a word": {**WHOLE, "open": "/a/"},
    "pages numbers": {**WHOLE, "pages": [1]},
    "start a word": {**WHOLE, "start": "nhiều"},
    "zone nowhere": {**WHOLE, "zone": "Asia/Nowhere"},
    "zone a path": {**WHOLE, "zone": "../../etc/passwd"},
}


def written(path: Path, content: Any, age: int = 0) -> Path:
    """Write a file, as old as it is told."""
    path.write_text(json.dumps(content), encoding="utf-8")
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    """Origin, zone, start value and the kind of each page; an article is more than a page."""
    found = read_pages(written(tmp_path / "pages.json", WHOLE))
    assert found == Pages(
        "https://honglinh.example",
        "Asia/Ho_Chi_Minh",
        345988,
        {"/": "page", "/a/": "open", "/b/": "closed"},
    )


def test_no_file_is_no_page(tmp_path: Path) -> None:
    """Before the first build nothing is known, and the town's zone is Vietnam's."""
    assert read_pages(tmp_path / "pages.json") == Pages()
    assert Pages().zone == "Asia/Ho_Chi_Minh"


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """A file of another shape, cut off, no text or nested beyond reason is told, with advice."""
    path = tmp_path / "pages.json"
    shapes = [json.dumps(content).encode() for content in DAMAGED.values()]
    for content in (*shapes, b"", b"{", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(content)
        with pytest.raises(ValueError, match="hãy dựng lại cổng"):
            read_pages(path)
    with pytest.raises(ValueError, match="hãy dựng lại cổng"):
        read_pages(tmp_path)


def test_a_site_below_a_path_has_its_origin(tmp_path: Path) -> None:
    """Browsers say the origin alone: what follows it in the site's address is left out."""
    for site, origin in {
        "https://a.example/cong/": "https://a.example",
        "http://a.example:8000": "http://a.example:8000",
        "": "",
        "a.example": "",
    }.items():
        assert read_pages(written(tmp_path / "pages.json", {**WHOLE, "site": site})).site == origin


def test_a_path_that_no_table_can_hold_is_not_counted(tmp_path: Path) -> None:
    """Paths of more than 300 letters, or without a slash, would spoil a whole batch of hits."""
    paths = ["/" + "a" * 299, "/" + "a" * 300, "a/"]
    found = read_pages(written(tmp_path / "pages.json", {**WHOLE, "pages": paths}))
    assert sorted(found.kinds) == ["/a/", paths[0], "/b/"]


def test_a_changed_file_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at once a second at most, and read when its size, age or number is another."""
    clock = [0.0]
    monkeypatch.setattr(pages, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    path = written(tmp_path / "pages.json", WHOLE)
    known = KnownPages(path, Pages(start=7))
    assert known.now().start == 345988
    written(path, {**WHOLE, "start": 1}, age=5)
    assert known.now().start == 345988
    clock[0] += 1
    assert known.now().start == 1
