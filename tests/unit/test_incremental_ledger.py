"""The ledger leaves alone what is still right and makes the rest again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plugins._kit.identity import identity
from plugins._kit.records import FileCopy
from plugins._kit.watch import Watch
from plugins.incremental import reasons
from plugins.incremental.ledger import NEVER, Ledger
from plugins.incremental.state import OutputRow

SIGHT = ("table", "town")


@dataclass
class Portal:
    """An output that is built again and again. ``town`` is what pages see of the data."""

    output: Path
    code: str = "c1"
    town: str = "A"
    rows: list[OutputRow] = field(default_factory=list)

    def open(self) -> Ledger:
        """Begin a build."""
        watch = Watch()
        watch.source("table", f"{{}} of {self.town}".format)
        return Ledger(self.output, self.output, self.rows, watch, self.code)

    def close(self, ledger: Ledger) -> None:
        """End a build: what it wrote and kept is what the next one knows."""
        gone = set(ledger.gone())
        rows = {row.name: row for row in self.rows if row.name not in gone}
        rows |= {row.name: row for row in ledger.settle()}
        self.rows = list(rows.values())

    def page(self, ledger: Ledger, name: str, mark: str, text: str = "x") -> bool:
        """Write a page that looks at the town, unless it is right; tell whether it was written."""
        if ledger.keeps(name, mark):
            return False
        (self.output / name).parent.mkdir(parents=True, exist_ok=True)
        (self.output / name).write_text(text, encoding="utf-8")
        ledger.note(name, mark, [SIGHT])
        return True

    def build(self, *steps: Callable[[Ledger], object]) -> Ledger:
        """Build once."""
        ledger = self.open()
        for step in steps:
            step(ledger)
        self.close(ledger)
        return ledger


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """An output with one page, ``a``, and one file, ``f``."""
    portal = Portal(tmp_path / "output")
    portal.output.mkdir()
    portal.build(lambda ledger: portal.page(ledger, "a", "key=1 url=1"), put("f", 1))
    return portal


def put(name: str, known: object, made: Iterable[bytes] = (b"f",)) -> Callable[[Ledger], None]:
    """Return a step that puts a file; without bytes in ``made`` it must not be made."""
    return lambda ledger: ledger.put(name, known, lambda: next(iter(made)))


def kept(ledger: Ledger) -> tuple[set[str], set[str], set[str]]:
    """Return what a build left alone, what it wrote, and what is gone."""
    return set(ledger.kept), set(ledger.fresh), set(ledger.gone())


def test_what_is_right_is_left_alone(portal: Portal) -> None:
    """Same mark, same sights, same file: nothing is made."""
    ledger = portal.build(lambda one: portal.page(one, "a", "key=1 url=1"), put("f", 1, ()))
    assert kept(ledger) == ({"a", "f"}, set(), set())
    assert not any(ledger.reasons.values())


def reason(portal: Portal, name: str = "a", mark: str = "key=1 url=1") -> str:
    """Return why the next build makes a page again."""
    ledger = portal.open()
    assert not ledger.keeps(name, mark)
    assert name not in ledger.kept
    return ledger.reasons[name]


def test_a_page_that_was_not_there_is_made(portal: Portal) -> None:
    """Its reason is that it is new, also where its mark is unknown."""
    assert reason(portal, "b") == reason(portal, "b", NEVER) == reasons.NEW


def test_a_page_with_another_mark_is_made_again(portal: Portal) -> None:
    """The reason names what differs."""
    assert reason(portal, mark="key=1 url=2 title=3") == "changed url title"


def test_a_page_of_unknown_mark_is_always_made_again(portal: Portal) -> None:
    """Also when it was so the last time."""
    assert reason(portal, mark=NEVER) == reasons.ALWAYS
    portal.build(lambda ledger: portal.page(ledger, "a", NEVER))
    assert reason(portal, mark=NEVER) == reasons.ALWAYS


def test_a_page_that_would_see_something_else_is_made_again(portal: Portal) -> None:
    """The reason names what it looked at."""
    portal.town = "B"
    assert reason(portal) == reasons.seen(SIGHT)
    portal.town = "A"
    assert portal.open().keeps("a", "key=1 url=1")


@pytest.mark.parametrize("change", ["edited", "touched", "removed"])
def test_a_file_changed_by_hand_is_made_again(portal: Portal, change: str) -> None:
    """In the output nobody but the portal writes."""
    file = portal.output / "a"
    if change == "edited":
        file.write_text("longer", encoding="utf-8")
    elif change == "touched":
        os.utime(file, ns=(1, 1))
    else:
        file.unlink()
    assert not portal.open().is_all_whole
    assert reason(portal) == reasons.TOUCHED


def test_an_output_as_it_was_left_is_whole(portal: Portal) -> None:
    """So that a build that changes nothing is seen at once."""
    assert portal.open().is_all_whole


def test_what_is_not_asked_for_is_gone(portal: Portal) -> None:
    """A page that no build wants any more is told, and forgotten by the next one."""
    ledger = portal.build(put("f", 1))
    assert kept(ledger) == ({"f"}, set(), {"a"})
    assert reason(portal) == reasons.NEW


@pytest.mark.parametrize(("known", "code"), [(2, "c1"), (1, "c2")])
def test_a_file_of_something_else_is_made_again(portal: Portal, known: int, code: str) -> None:
    """Where the values or the code differ; its bytes are then the new ones."""
    portal.code = code
    ledger = portal.build(put("f", known, [b"new"]))
    assert kept(ledger) == (set(), {"f"}, {"a"})
    assert (portal.output / "f").read_bytes() == b"new"
    assert set(portal.build(put("f", known, ())).kept) == {"f"}


def test_a_file_of_unknown_kind_is_made_each_time(portal: Portal) -> None:
    """A value without identity may be another each time."""
    for text in (b"1", b"2"):
        portal.build(put("f", object(), [text]))
        assert (portal.output / "f").read_bytes() == text


def test_marks_hold_the_code() -> None:
    """Equal values under other code have another mark; what nobody knows has none."""
    one, other = (Ledger(Path(), Path(), (), Watch(), code) for code in ("c1", "c2"))
    assert one.mark(1, "a") == identity("c1", 1, "a")
    assert one.mark(1, "a") != other.mark(1, "a")
    assert one.mark(object()) == NEVER


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A file of the content folder."""
    path = tmp_path / "anh.jpg"
    path.write_bytes(b"\xff\xd8\xffanh")
    return path


@pytest.mark.parametrize("is_ours", [False, True])
def test_a_copy_is_made_once(portal: Portal, photo: Path, is_ours: bool) -> None:
    """It belongs to its text, also when it was left alone."""
    copy = FileCopy(photo, "2020/anh.jpg", is_ours, "a.md")
    portal.build(lambda ledger: ledger.copy(copy))
    time = (portal.output / copy.url).stat().st_mtime_ns
    ledger = portal.build(lambda ledger: ledger.copy(copy))
    assert set(ledger.kept) == {copy.url}
    assert (portal.output / copy.url).stat().st_mtime_ns == time
    assert [row.name for row in portal.open().owned()["a.md"]] == [copy.url]


def test_the_copy_of_an_edited_file_is_made_again(portal: Portal, photo: Path) -> None:
    """Its time tells, as its size does."""
    copy = FileCopy(photo, "anh.jpg")
    portal.build(lambda ledger: ledger.copy(copy))
    photo.write_bytes(b"\xff\xd8\xffhna")
    os.utime(photo, ns=(1, 1))
    assert not portal.build(lambda ledger: ledger.copy(copy)).kept
    assert (portal.output / copy.url).read_bytes() == b"\xff\xd8\xffhna"


def test_a_copy_of_another_file_is_made_again(portal: Portal, photo: Path) -> None:
    """Also where both are ours and alike to look at."""
    other = photo.with_name("khac.jpg")
    other.write_bytes(b"hna")
    portal.build(lambda ledger: ledger.copy(FileCopy(photo, "x", is_ours=True)))
    portal.build(lambda ledger: ledger.copy(FileCopy(other, "x", is_ours=True)))
    assert (portal.output / "x").read_bytes() == b"hna"


def test_sources_of_what_is_left_alone_are_told(portal: Portal, photo: Path) -> None:
    """So that a store of derivatives does not throw them away; those of pages gone are not."""
    copies = [FileCopy(photo.with_name(name), name, owner="a.md") for name in ("1.txt", "2.txt")]
    for copy in copies:
        copy.source.write_bytes(b"")
    portal.build(*[lambda ledger, copy=copy: ledger.copy(copy) for copy in copies])
    ledger = portal.open()
    assert ledger.kept_sources() == set()
    ledger.keep(row for row in ledger.owned()["a.md"] if row.name == "1.txt")
    assert ledger.kept_sources() == {copies[0].source}


def with_neighbour(portal: Portal) -> Portal:
    """Have another plugin write a file beside the page ``d/index.html``."""

    def page(ledger: Ledger) -> None:
        if portal.page(ledger, "d/index.html", "url=1"):
            (portal.output / "d/n.txt").write_text("n", encoding="utf-8")
            ledger.note_beside("d/index.html")

    portal.build(page)
    return portal


def test_a_file_beside_a_page_is_kept_with_it(portal: Portal) -> None:
    """Who wrote it is not asked again."""
    ledger = with_neighbour(portal).open()
    assert ledger.keeps("d/index.html", "url=1")
    assert set(ledger.kept) == {"d/index.html", "d/n.txt"}


def test_a_page_whose_neighbour_was_changed_is_made_again(portal: Portal) -> None:
    """Then the other plugin writes its file again, too."""
    (with_neighbour(portal).output / "d/n.txt").unlink()
    assert reason(portal, "d/index.html", "url=1") == reasons.TOUCHED


def test_the_note_of_another_process_counts(portal: Portal) -> None:
    """A page that a copy of the process wrote is this build's, with what it saw."""
    first, second = portal.open(), portal.open()
    portal.page(first, "p", "url=9")
    second.take(first.fresh["p"])
    portal.close(second)
    assert portal.open().keeps("p", "url=9")
    portal.town = "B"
    assert reason(portal, "p", "url=9") == reasons.seen(SIGHT)


def test_the_reason_is_remembered_with_the_page(portal: Portal) -> None:
    """So that people can ask after the build why a page was made."""
    ledger = portal.build(lambda one: portal.page(one, "a", "key=1 url=2"))
    assert ledger.fresh["a"].reason == "changed url"
