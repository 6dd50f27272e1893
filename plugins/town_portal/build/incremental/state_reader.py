"""What others may know of the last build of an output, without touching what it has left."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from town_portal.build.ending import Plan
from town_portal.build.incremental.state import FILE, VERSION, TextRow
from town_portal.core.scan import Listing
from town_portal.core.storage import open_read_only, read_note


class Clock(NamedTuple):
    """Until when (seconds since 1970) the clock changes nothing, and what it does to articles."""

    until: float = inf
    plans: tuple[Plan, ...] = ()


class Nothing(Exception):
    """The last build has left nothing that can be read."""


@contextmanager
def open_state(output: Path) -> Iterator[sqlite3.Connection]:
    """Open the state of an output to be read only; raises Nothing."""
    file = output.absolute().with_name(f".{output.name}.state") / FILE
    try:
        with closing(open_read_only(file, VERSION)) as base:
            yield base
    except sqlite3.Error as error:
        raise Nothing from error


def read_clock(output: Path) -> Clock:
    """Return what the clock will do to an output; raises Nothing."""
    with open_state(output) as base:
        found = read_note(base, "whole")
    if found is None:
        raise Nothing
    _, _, until, _, plans = found
    return Clock(until, tuple(Plan(*plan) for plan in plans.values()))


def read_listings(output: Path) -> dict[str, Listing]:
    """Return what the last build knew of the folders of the content; nothing where it is lost."""
    try:
        with open_state(output) as base:
            found: dict[str, Listing] = read_note(base, "listings") or {}
    except (Nothing, sqlite3.Error):
        return {}
    return found


def read_texts(output: Path) -> list[TextRow]:
    """Return the articles and pages as the last build has left them; raises Nothing."""
    return _query_rows(output, "SELECT * FROM texts")


def find_text(output: Path, path: str) -> TextRow | None:
    """Return one text, by its path below the content folder; None where that is not known."""
    try:
        found = _query_rows(output, "SELECT * FROM texts WHERE path = ?", path)
    except Nothing:
        return None
    return found[0] if found else None


def _query_rows(output: Path, question: str, *given: Any) -> list[TextRow]:
    with open_state(output) as base:
        return [TextRow._make(row) for row in base.execute(question, given)]


def place_of(output: Path) -> tuple[int, ...]:
    """Return what tells that nobody came or went directly below the output since."""
    try:
        status = output.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns
