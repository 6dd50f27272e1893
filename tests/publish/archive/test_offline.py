"""`publish --offline DIR`: the public site on a USB stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.archive.test_archive import links
from tests.publish.small_site import ARTICLE, ForkedBuilding, small_site
from tests.sites.build_site import read, write
from town_portal.cli.archive import command, offline
from town_portal.cli.archive.readme import SUMS
from town_portal.publishing.deliver.folder import put_file

Said = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site; copies go to the folder `usb` in it."""
    monkeypatch.setattr(command, "Building", ForkedBuilding)
    return small_site(tmp_path, monkeypatch, {})


def run(site: Path, to: str = "usb") -> int:
    """Make the copy and give the exit code."""
    return offline.main(site / "content", site / "public", site / to)


def test_every_link_opens_a_file(site: Path, capsys: Said) -> None:
    """The second copy takes away what is gone, and nothing of others."""
    assert run(site) == 0
    assert "Mở tệp index.html ở đó bằng trình duyệt" in capsys.readouterr().out
    usb = site / "usb"
    pages = sorted(usb.rglob("*.html"))
    assert usb / "index.html" in pages
    for page in pages:
        for link in links(page):
            if not link.startswith(("#", "https:", "mailto:", "tel:")):
                assert (page.parent / link.partition("#")[0].partition("?")[0]).is_file(), link
    listed = (usb / SUMS).read_text(encoding="utf-8").splitlines()
    assert {item.partition("  ")[2] for item in listed} == read(usb).keys() - {SUMS}
    write(usb, {"anh-cua-toi.jpg": b"x"})
    (site / ARTICLE).unlink()
    (site / "content/articles/2020/2020-12-14-tot/anh-1.jpg").unlink()
    assert run(site) == 0
    found = read(usb)
    assert "anh-cua-toi.jpg" in found
    assert not [path for path in found if path.startswith("2020/12/14/tot/")]


def test_where_no_copy_goes(site: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into folders of others or of the project; nor is one made where something must be mended."""
    write(site, {"usb/cua-ai.txt": "x"})
    for to, told in (("usb", "ví dụ cua-ai.txt"), ("content/x", "thư mục nội dung")):
        assert run(site, to) == 1
        assert told in capsys.readouterr().err
    monkeypatch.setattr(
        "town_portal.authoring.blocking.list_musts", lambda _: {"a.md": ["a.md:1: sửa"]}
    )
    assert run(site, "khac") == 1
    assert not (site / "khac").exists()


def test_a_copy_that_was_broken_off_is_made_anew(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has left counts as ours."""
    files = {"index.html": b"1", "a/index.html": b"1"}
    write(site / "built", files)
    monkeypatch.setattr(offline, "build_archive_site", lambda _order: site / "built")

    def breaking(source: Path, target: Path) -> None:
        if target.name == "index.html" and target.parent.name == "a":
            raise OSError(28, "No space left on device")
        put_file(source, target)

    monkeypatch.setattr(offline, "put_file", breaking)
    assert run(site) == 1
    monkeypatch.setattr(offline, "put_file", put_file)
    assert run(site) == 0
    assert {item: text for item, text in read(site / "usb").items() if item in files} == files
