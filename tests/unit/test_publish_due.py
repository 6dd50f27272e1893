"""What the clock has made due, as far as no build is needed to know."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sites.build_site import TOWN, Files, article, write
from town_portal.build.incremental import state_reader
from town_portal.build.incremental.state import FILE
from town_portal.cli.serve import builder
from town_portal.publishing import due
from town_portal.publishing.due import DueMoment, Published

SOON, LATER = DueMoment(110.0, "Một", True), DueMoment(120.0, "Hai", False)
LAST = Published(100.0, 110.0, (SOON, LATER))


def test_what_was_remembered_is_read_again(tmp_path: Path) -> None:
    """Also that nothing will be due at all."""
    for published in (LAST, Published(1.0, inf, ())):
        due.write_published(tmp_path, published)
        assert due.read_published(tmp_path) == published


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", '{"at": 1, "until": 2, "moments": [[1]]}'])
def test_a_damaged_memory_is_none(tmp_path: Path, text: str | None) -> None:
    """Then the next publication is due at once."""
    if text is not None:
        (tmp_path / due.FILE).write_text(text, encoding="utf-8")
    assert due.read_published(tmp_path) is None


@pytest.mark.parametrize(
    ("now", "found", "then"),
    [(105, [], 110), (110, [SOON], 120), (119, [SOON], 120), (500, [SOON, LATER], inf)],
)
def test_moments_pass_one_by_one(now: float, found: list[DueMoment], then: float) -> None:
    """Each counts from its very second, and what will be due next is the one after."""
    assert due.list_passed(LAST.moments, LAST.at, now) == found
    assert due.find_next_moment(LAST, LAST.moments, now) == then


def test_articles_that_came_later_are_looked_at(tmp_path: Path) -> None:
    """By their heads, in the town's zone; neither drafts, nor files with faults, nor older ones."""
    files: Files = {
        "data/town.yaml": TOWN,
        "articles/2025/moi/index.md": article(title="Mới", publish="2025-06-15 07:00"),
        "articles/het.md": article(title="Hết", expires="2025-06-16"),
        "articles/nhap.md": article(status="draft", publish="2025-06-15"),
        "articles/sai.md": "---\npublish: mai\n---\n",
        "articles/hong.md": "---\n: [\n---\n",
        "articles/anh.jpg": b"",
    }
    write(tmp_path, files)
    utc = datetime(2025, 6, 15, tzinfo=UTC).timestamp()
    assert sorted(due.list_scheduled_since(tmp_path, 0)) == [
        DueMoment(utc, "Mới", True),
        DueMoment(utc + 17 * 3600, "Hết", False),
    ]
    assert due.list_scheduled_since(tmp_path, (tmp_path / "articles").stat().st_ctime + 10) == []
    assert due.list_scheduled_since(tmp_path / "khong-co", 0) == []


def test_the_preview_hears_when_the_clock_changes_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Never with a clock that stands still, nor where nothing was built."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    built = SimpleNamespace(settings={"BUILD": SimpleNamespace(span=(0, 5.0))})
    assert builder.find_valid_until(built) == 5.0
    assert builder.find_valid_until(SimpleNamespace(settings={})) == inf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert builder.find_valid_until(built) == inf


def test_a_state_of_another_program_tells_nothing(tmp_path: Path) -> None:
    """And is left as it is, as is one that is not there."""
    output = tmp_path / "output"
    for ask in (state_reader.read_clock, state_reader.read_texts):
        with pytest.raises(state_reader.Nothing):
            ask(output)
    file = tmp_path / ".output.state" / FILE
    assert not file.exists()
    file.parent.mkdir()
    with sqlite3.connect(file) as base:
        base.execute("PRAGMA user_version = 7")
    before = file.read_bytes()
    with pytest.raises(state_reader.Nothing):
        state_reader.read_texts(output)
    assert file.read_bytes() == before
