"""What a publication asks of the files that builds have not changed: nothing, unless in doubt."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.small_site import ARTICLE, PAGE, small_site, text
from tests.sites.build_site import read, write
from town_portal.core.system import walk
from town_portal.publishing import output_files, publish
from town_portal.publishing.build import Building
from town_portal.publishing.deliver.site import is_hashed
from town_portal.publishing.publish import PublishOptions

OTHER = "gioi-thieu/index.html"
"""A page that no change of the article touches."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was published to the folder `www` in it."""
    monkeypatch.setenv("PORTAL_SIGNING_KEY", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = small_site(tmp_path, monkeypatch, {})
    assert run(folder) == 0
    return folder


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the outputs of which all files are asked for from here on."""
    found: list[Path] = []
    files = walk.list_files

    def noted(output: Path) -> dict[str, walk.Stat]:
        found.append(output)
        return files(output)

    monkeypatch.setattr(walk, "list_files", noted)
    return found


def run(site: Path, **wanted: bool) -> int:
    """Publish to the folder and give the exit code."""
    return publish.main(
        site / "content", site / "public", PublishOptions(str(site / "www"), **wanted)
    )


def change(site: Path, word: str) -> None:
    """Change the article, publish, and see that the target has it and all else."""
    write(site, {ARTICLE: text(word)})
    assert run(site) == 0
    assert word in (site / "www" / PAGE).read_text(encoding="utf-8")


def holds_all(site: Path) -> bool:
    """Tell whether the target holds the output, and else but assets of earlier publications."""
    here, there = read(site / "public"), read(site / "www")
    return here.items() <= there.items() and all(map(is_hashed, there.keys() - here.keys()))


def test_no_file_is_asked_for_that_no_build_has_changed(site: Path, walks: list[Path]) -> None:
    """What has changed arrives, what is gone goes with its compressed copies, and no more."""
    change(site, "Hai.")
    table = {"content/data/redirects.yaml": "redirects: [{old: /2020/12/14/tot/, gone: true}]\n"}
    write(site, {ARTICLE: None, **table})
    assert run(site) == 0
    assert holds_all(site)
    assert walks.count(site / "public") == 0
    assert not any(
        item.startswith(PAGE.removesuffix("index.html") + "anh") for item in read(site / "www")
    )


def test_a_hand_that_changed_a_file_deep_below(
    site: Path, walks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it wrote is not published; when all is looked at, the build makes the page anew."""
    whole = (site / "www" / OTHER).read_bytes()
    (site / "public" / OTHER).write_bytes(b"x" * len(whole))
    change(site, "Hai.")
    assert (site / "www" / OTHER).read_bytes() == whole
    assert (site / "public" / OTHER).read_bytes() != whole
    monkeypatch.setattr(output_files, "SECONDS", 0.0)
    change(site, "Ba.")
    assert site / "public" in walks
    assert (site / "public" / OTHER).read_bytes() == whole
    assert holds_all(site)


def test_all_is_looked_at_when_somebody_asks(site: Path, walks: list[Path]) -> None:
    """By `--verify`."""
    whole = (site / "public" / OTHER).read_bytes()
    (site / "public" / OTHER).write_bytes(b"x")
    assert run(site, verify=True) == 0
    assert site / "public" in walks
    assert (site / "public" / OTHER).read_bytes() == whole


def forgotten(site: Path) -> None:
    """Lose what was remembered of the output."""
    output_files.forget(site / "public")


def scribbled(site: Path) -> None:
    """Damage it behind its head."""
    file = site / ".public.state" / output_files.FILE
    with sqlite3.connect(file) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def other_journal(site: Path) -> None:
    """Lose what builds have noted."""
    for file in (site / ".public.state").glob("written.db*"):
        file.unlink()


def added(site: Path) -> None:
    """Put a file beside the pages."""
    (site / "public" / "la.txt").write_text("của máy chủ", encoding="utf-8")


def taken(site: Path) -> None:
    """Take one away from there."""
    (site / "public" / "robots.txt").unlink()


@pytest.mark.parametrize("done", [forgotten, scribbled, other_journal, added, taken])
def test_doubt_has_all_looked_at(
    site: Path, walks: list[Path], done: Callable[[Path], None]
) -> None:
    """The target then holds what the output holds, and the next publication is quick again."""
    done(site)
    change(site, "Hai.")
    assert site / "public" in walks
    assert holds_all(site)
    walks.clear()
    change(site, "Ba.")
    assert site / "public" not in walks


def test_a_target_that_takes_all_files_has_all_looked_at(site: Path, walks: list[Path]) -> None:
    """A zip file is put together of all of them."""
    zipped = PublishOptions(str(site / "www.zip"))
    (site / "public" / OTHER).write_bytes(b"x")
    assert publish.main(site / "content", site / "public", zipped) == 0
    assert site / "public" in walks
    assert (site / "public" / OTHER).read_bytes() != b"x"


def test_what_a_killed_publication_has_begun(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its changes stay in the journal until one has come to the manifest's end."""
    settle = output_files.record_files

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output_files, "record_files", killed)
    write(site, {ARTICLE: text("Hai.")})
    assert run(site) == 130
    monkeypatch.setattr(output_files, "record_files", settle)
    assert run(site) == 0
    assert "Hai." in (site / "www" / PAGE).read_text(encoding="utf-8")
    assert holds_all(site)


def test_a_build_that_is_not_wanted_after_all_changes_nothing(site: Path) -> None:
    """One that has begun beside the check waits with what it has made until the check is over."""
    before = read(site / "public")
    write(site, {ARTICLE: text("Hai.")})
    with Building(site / "content", site / "public", site / "conf.py") as building:
        building.begin()
        end = time.monotonic() + 60
        state = site / ".public.state"
        while not [*state.glob(f"stage-*/site/{PAGE}")] and time.monotonic() < end:
            time.sleep(0.05)
        assert time.monotonic() < end
        time.sleep(1.0)
    assert read(site / "public") == before
    change(site, "Ba.")
