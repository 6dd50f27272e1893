"""`alert`: a new alert at the published site, at once, and the next publication agrees with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.deliver.test_publish_to import run, site
from tests.publish.small_site import ARTICLE, text
from tests.sites.build_site import Tree, read, write
from town_portal.publishing import alert, publish

__all__ = ["site"]
Said = pytest.CaptureFixture[str]
BAR = "khoi/alerts.html"
NONE = "alerts: []\n"
FLOOD = """\
alerts:
  - {level: khan-cap, title: Nước lũ đang lên nhanh, start: 2025-06-15, end: 2025-06-16}
"""
MANIFEST = {"manifest.jsonl"}
HOME = {"index.html", "index.html.br", "index.html.gz"}


def alarm(site: Path, to: str = "www") -> int:
    """Run the task and give its exit code."""
    return alert.main(site / "content", site / "public", str(site / to) if to else "")


def put(site: Path, alerts: str) -> None:
    """Have these alerts."""
    write(site, {"content/data/alerts.yaml": alerts})


def differing(one: Tree, other: Tree) -> set[str]:
    """Return the paths at which two sites differ."""
    return {path for path in one | other if one.get(path) != other.get(path)}


def test_an_alert_goes_alone_and_a_publication_agrees(site: Path, capsys: Said) -> None:
    """Only the fragment and the manifest change at the target; publishing gives the same bytes."""
    put(site, NONE)
    assert run(site) == 0
    before = read(site / "www")
    put(site, FLOOD)
    write(site, {"content/data/links.yaml": "hong: ["})
    capsys.readouterr()
    assert alarm(site) == 0
    after = read(site / "www")
    assert differing(before, after) == {BAR} | MANIFEST
    assert "Nước lũ đang lên nhanh" in after[BAR].decode()
    assert "gửi 2 tệp" in capsys.readouterr().out
    assert alarm(site) == 0
    assert "không phải gửi gì" in capsys.readouterr().out
    write(site, {"content/data/links.yaml": None})
    assert run(site) == 0
    assert differing(after, read(site / "www")) == HOME | MANIFEST
    home = (site / "www" / "index.html").read_text(encoding="utf-8")
    assert "Nước lũ đang lên nhanh" in home
    put(site, NONE)
    assert alarm(site) == 0
    assert "Nước lũ" not in (site / "www" / BAR).read_text(encoding="utf-8")
    capsys.readouterr()
    alert_without_a_target(site, capsys)


def alert_without_a_target(site: Path, capsys: Said) -> None:
    """See that an alert which is only written here is a fault: nobody is warned by it."""
    put(site, FLOOD)
    assert alarm(site, to="") == 1
    said = capsys.readouterr()
    assert "CHƯA gửi đi đâu" in said.err
    assert "Trang nào mở ra cũng thấy" not in said.out
    assert "Nước lũ" in (site / "public" / BAR).read_text(encoding="utf-8")
    put(site, FLOOD.replace("2025-06-15", "2020-06-15").replace("2025-06-16", "2020-06-16"))
    assert alarm(site) == 0
    said = capsys.readouterr()
    assert "“Nước lũ đang lên nhanh” đã kết thúc nên không hiện ra" in said.out
    assert "Trang nào mở ra cũng thấy" not in said.out


@pytest.mark.long
def test_nothing_but_the_alert_goes(site: Path, capsys: Said) -> None:
    """A new target gets no site, and an article that was built but not sent stays here."""
    put(site, NONE)
    assert run(site) == 0
    put(site, FLOOD)
    assert alarm(site, "other") == 1
    assert "--to" in capsys.readouterr().err
    assert not (site / "other").exists()
    before = read(site / "www")
    write(site, {ARTICLE: text("Hai.")})
    assert publish.main(site / "content", site / "public", publish.PublishOptions()) == 0
    put(site, FLOOD.replace("nhanh", "chậm"))
    assert alarm(site) == 1
    assert "sẽ đi cùng lời báo" in capsys.readouterr().err
    assert read(site / "www") == before
    assert run(site) == 0
    assert alarm(site) == 0


def test_what_it_refuses(site: Path, capsys: Said) -> None:
    """Nothing published, no place for the bar, faults, other changes: nothing is sent, and why."""
    put(site, FLOOD)
    assert alarm(site) == 1
    assert "Chưa có bản công khai nào" in capsys.readouterr().err
    write(site, {"content/data/alerts.yaml": None})
    assert run(site) == 0
    before = read(site / "www")
    put(site, FLOOD)
    assert alarm(site) == 1
    assert "chưa có chỗ cho lời báo" in capsys.readouterr().err
    put(site, FLOOD.replace("khan-cap", "khẩn cấp"))
    assert alarm(site) == 1
    assert "alerts.yaml:2: alerts.1.level:" in capsys.readouterr().err
    put(site, NONE)
    assert run(site) == 0
    before = read(site / "www")
    put(site, FLOOD)
    write(site, {"public/la/index.html": "lạ"})
    assert alarm(site) == 1
    assert "còn thay đổi khác chưa qua publish (1 tệp, ví dụ la/index.html)" in (
        capsys.readouterr().err
    )
    assert read(site / "www") == before
