"""Drafts, articles that wait, and articles that the clock holds back."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sites.approving import approved
from tests.sites.build_site import GOOD, Built, Files, Site, article, page, picture

FILES: Files = {
    "content/articles/nhap/index.md": article(
        "![Hình](anh-nhap.jpg)", title="Bài nháp", status="draft", tags="nháp"
    ),
    "content/articles/nhap/anh-nhap.jpg": picture(colour="#bc4749"),
    "content/articles/cho/index.md": article(
        "![Hình](anh-cho.jpg)", title="Bài chờ", review="{state: waiting, by: Lê An}", tags="chờ"
    ),
    "content/articles/cho/anh-cho.jpg": picture(colour="#386641"),
    "content/articles/duyet.md": article(title="Bài duyệt"),
    "content/pages/nhap.md": page(title="Trang nháp", status="draft"),
}
SCHEDULED = {
    "content/articles/hen.md": article(
        title="Bài hẹn", category="thong-bao", publish="2025-06-16 07:00", expires="2025-06-20"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's folder with contents that are not finished."""
    files = approved({**GOOD, **FILES}, "content/articles/duyet.md")
    return Site(tmp_path_factory.mktemp("unfinished")).write(files).folder


@pytest.fixture(scope="module")
def built(folder: Path) -> Built:
    """The build for this machine."""
    return Site(folder).good()


@pytest.fixture(scope="module")
def public(folder: Path) -> Built:
    """The build for the public."""
    return Site(folder, settings="publishconf.py").good(output="public")


BINARY = (".woff2", ".jpg", ".webp", ".avif", ".png", ".ico", ".bin")


def unpacked(data: bytes) -> bytes:
    """Return data without gzip, as the search's fragments are text within."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def test_a_draft_is_shown_at_an_address_of_its_own(built: Built) -> None:
    """A draft, with its photograph, stands at /ban-thao/…/ and in no list, feed or sitemap."""
    assert "<h1>Bài nháp</h1>" in built.page("ban-thao/bai-nhap")
    assert "<h1>Trang nháp</h1>" in built.page("ban-thao/nhap")
    assert [name for name in built.tree if name.startswith("ban-thao/bai-nhap/anh-nhap-")]
    texts = {name: data for name, data in built.tree.items() if not name.startswith("ban-thao/")}
    for name, packed in texts.items():
        data = unpacked(packed)
        if data is not packed or not name.endswith(BINARY):
            assert "nháp" not in data.decode().lower(), name
            assert "ban-thao" not in data.decode(), name


def test_a_waiting_article_is_listed_on_this_machine(built: Built) -> None:
    """An article that waits for approval is shown like any other by `build` and `serve`."""
    assert "Bài chờ" in built.page("")
    assert [name for name in built.tree if name.startswith("2020/12/15/bai-cho/anh-cho-")]


TRACES = ("nháp", "nhap", "Bài chờ", "bai-cho", "anh-cho", "ban-thao")


def test_nothing_unfinished_is_in_the_public_site(public: Built) -> None:
    """Neither drafts nor waiting articles leave a trace, nor do their photographs and tags."""
    assert "Bài duyệt" in public.page("")
    for name, data in public.tree.items():
        found = [item for item in TRACES if item in name or item.encode() in data]
        assert found == [], name


def test_the_builds_clock_shows_and_takes_away(tmp_path: Path) -> None:
    """An article appears at the second of `publish` and is gone at that of `expires`."""
    site = Site(tmp_path).write(GOOD).write(SCHEDULED)
    for day, hour, seconds, is_shown in (
        (15, 24, -1, False),
        (15, 24, 0, True),
        (19, 17, -1, True),
        (19, 17, 0, False),
    ):
        moment = datetime(2025, 6, day, tzinfo=UTC) + timedelta(hours=hour, seconds=seconds)
        site.env["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
        built = site.good()
        named = {path for path, data in built.tree.items() if "Bài hẹn".encode() in data}
        shows = {"2020/12/15/bai-hen/index.html", "index.html", "tin.atom"}
        assert named & shows == (shows if is_shown else set())
        assert bool(named) is is_shown
        if is_shown:
            assert 'class="block block--notices"' in built.page("")
