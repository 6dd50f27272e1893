"""`publish`: what goes out, what stops it, and what the clock makes due."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from tests.publish import small_site
from tests.sites.build_site import CLOCK, Tree, article, read, write
from town_portal.authoring import blocking
from town_portal.core.system import clock
from town_portal.publishing import due, publish
from town_portal.publishing.publish import command

HOUR = 3_600
FILES = {
    **small_site.FILES,
    "content/articles/hen.md": article(title="Bài hẹn", date="2025-06-15", publish="2025-06-16"),
    "content/articles/het.md": article(title="Bài có hạn", date="2025-06-14", expires="2025-06-17"),
}
TOMORROW, AFTER = CLOCK + 2 * HOUR, CLOCK + 26 * HOUR
PAGE, OVER = "2025/06/15/bai-hen/index.html", "2025/06/14/bai-co-han/index.html"

Found = dict[str, list[str]]


@dataclass
class Portal:
    """A site that is published at moments which the test chooses."""

    folder: Path
    at: Callable[[int], None]
    found: Found

    @property
    def output(self) -> Path:
        """Where the public site lies."""
        return self.folder / "public"

    @property
    def tree(self) -> Tree:
        """The public site's files."""
        return read(self.output)

    def publish(self, only_due: bool = False) -> int:
        """Publish and return the exit code."""
        wanted = publish.PublishOptions(due=only_due)
        return publish.main(self.folder / "content", self.output, wanted)


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """A site that nobody has published yet; the editorial check finds what the test says."""
    found: Found = {}
    small_site.small_site(tmp_path, monkeypatch, found, FILES)
    for path in (tmp_path / "content").rglob("*"):
        os.utime(path, (1, 1))

    def at(moment: int) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))

    return Portal(tmp_path, at, found)


def test_articles_come_and_go_when_they_are_due(
    portal: Portal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then nothing is built; each time one line says what came and went, or when it will."""
    monkeypatch.setattr(due, "_get_change_time", lambda _entry: 0.0)  # these were there long before
    assert portal.publish(only_due=True) == 0
    assert capsys.readouterr().out.startswith("Chưa có bản công khai nào được ghi nhớ. Đã dựng ")
    assert {PAGE, OVER} & portal.tree.keys() == {OVER}
    built: list[Path] = []

    class Counted(small_site.ForkedBuilding):
        def __enter__(self) -> Self:
            built.append(self.output)
            return super().__enter__()

    monkeypatch.setattr(command, "Building", Counted)
    assert portal.publish(only_due=True) == 0
    assert (built, capsys.readouterr().out) == (
        [],
        "Chưa có gì đến giờ; lần tới lúc 00:00 ngày 16/6/2025.\n",
    )
    portal.at(TOMORROW)
    assert portal.publish(only_due=True) == 0
    assert len(built) == 1
    assert capsys.readouterr().out.startswith("Đến giờ: “Bài hẹn” đã hiện. Đã dựng bản công khai:")
    assert {PAGE, OVER} <= portal.tree.keys()
    portal.at(AFTER)
    assert portal.publish(only_due=True) == 0
    assert capsys.readouterr().out.startswith("Đến giờ: “Bài có hạn” thôi hiện. Đã dựng")
    assert {PAGE, OVER} & portal.tree.keys() == {PAGE}


def test_an_article_scheduled_since_then_is_not_forgotten(
    portal: Portal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its moment is in no memory yet; its file is newer than the publication."""
    name = "moi.md"
    monkeypatch.setattr(
        due, "_get_change_time", lambda entry: CLOCK + 60.0 if entry.name == name else 0.0
    )
    assert portal.publish() == 0
    new = article(title="Bài mới", date="2025-06-16", publish="2025-06-15 23:00")
    write(portal.folder, {f"content/articles/{name}": new})
    capsys.readouterr()
    assert portal.publish(only_due=True) == 0
    assert capsys.readouterr().out == "Chưa có gì đến giờ; lần tới lúc 23:00 ngày 15/6/2025.\n"
    portal.at(CLOCK + HOUR)
    assert portal.publish(only_due=True) == 0
    assert capsys.readouterr().out.startswith("Đến giờ: “Bài mới” đã hiện.")
    assert "2025/06/16/bai-moi/index.html" in portal.tree


def test_what_must_be_put_right_stops_it(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines are told, the exit code is 1, and no file is written."""
    line = "content/articles/het.md:7: ảnh thiếu lời tả [alt]"
    portal.found["content/articles/het.md"] = [line]
    for only_due in (False, True):
        assert portal.publish(only_due) == 1
        assert line in capsys.readouterr().err.splitlines()
    assert not portal.output.exists()


def test_what_nobody_would_see_stops_nothing(portal: Portal) -> None:
    """Somebody may still be writing a draft, or what waits or is to come."""
    unseen = {"status": "draft"}, {"review": "{state: waiting}"}, {"publish": "2030-01-01"}
    for number, fields in enumerate(unseen):
        name = f"content/articles/dang-viet-{number}.md"
        write(portal.folder, {name: article(title=f"Đang viết {number}", **fields)})
        portal.found[name] = [f"{name}:7: ảnh thiếu lời tả [alt]"]
    assert blocking.list_obstacles(portal.folder / "content", clock.get_now()) == []


def test_a_fault_leaves_what_was_published(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    """And what was due stays so."""
    assert portal.publish() == 0
    before = portal.tree
    write(portal.folder, {"content/data/menu.yaml": "menu: [\n"})
    portal.at(TOMORROW)
    last = due.read_published(portal.folder / ".public.state")
    assert portal.publish(only_due=True) == 1
    assert "bản đã đăng được giữ nguyên" in capsys.readouterr().err
    assert portal.tree == before
    assert due.read_published(portal.folder / ".public.state") == last


def test_a_clock_that_is_none_is_told(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence; nothing is built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    with pytest.raises(SystemExit, match="không phải số giây"):
        portal.publish(only_due=True)
    assert not portal.output.exists()


SECRET = "Mã của dịch vụ: LIVE_TOKEN=abcdefgh12345678"
NEW = "content/articles/2025-06-10-bi-giu.md"


def test_what_was_held_back_was_never_published(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the last check refused may be taken back without `gone: true`; what passed may not."""
    assert portal.publish() == 0
    write(portal.folder, {NEW: article(SECRET, title="Bị giữ", date="2025-06-10")})
    assert portal.publish() == 1
    assert "chưa được đưa lên mạng" in capsys.readouterr().err
    write(portal.folder, {NEW: None})
    assert portal.publish() == 0, capsys.readouterr().err
    write(portal.folder, {NEW: article(title="Được đăng", date="2025-06-10")})
    assert portal.publish() == 0
    write(portal.folder, {NEW: None})
    assert portal.publish() == 1


@pytest.mark.long
def test_the_first_publication_held_back_leaves_nothing_to_answer(portal: Portal) -> None:
    """Also where nothing was published before."""
    write(portal.folder, {NEW: article(SECRET, title="Bị giữ", date="2025-06-10")})
    assert portal.publish() == 1
    write(portal.folder, {NEW: None})
    assert portal.publish() == 0
