"""What others may know of the last build of an output, without touching what it has left."""

import json
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import inf
from pathlib import Path
from typing import NamedTuple

from plugins._kit.build import Plan
from plugins._kit.storage import open_read_only, read_note
from plugins.incremental.state import FILE, VERSION, ContentRow


class Clock(NamedTuple):
    """Until when (seconds since 1970) the clock changes nothing, and what it does to articles."""

    until: float = inf
    plans: tuple[Plan, ...] = ()


class Nothing(Exception):
    """The last build has left nothing that can be read."""


@contextmanager
def _opened(output: Path) -> Iterator[sqlite3.Connection]:
    """Open the state of an output to be read only; raises Nothing."""
    file = output.absolute().with_name(f".{output.name}.state") / FILE
    try:
        with closing(open_read_only(file, VERSION)) as base:
            yield base
    except sqlite3.Error as error:
        raise Nothing from error


def clock(output: Path) -> Clock:
    """Return what the clock will do to an output; raises Nothing."""
    with _opened(output) as base:
        found = read_note(base, "whole")
    if found is None:
        raise Nothing
    _, _, until, _, plans = json.loads(found)
    return Clock(until, tuple(Plan(*plan) for plan in plans.values()))


def texts(output: Path) -> list[ContentRow]:
    """Return the articles and pages as the last build has left them; raises Nothing."""
    with _opened(output) as base:
        found = base.execute("SELECT fields FROM contents").fetchall()
    return [ContentRow._make(pickle.loads(values)) for (values,) in found]


def text(output: Path, path: str) -> ContentRow | None:
    """Return one text, by its path below the content folder; None where that is not known."""
    try:
        with _opened(output) as base:
            found = base.execute("SELECT fields FROM contents WHERE path = ?", (path,)).fetchone()
    except (Nothing, sqlite3.Error):
        return None
    return ContentRow._make(pickle.loads(found[0])) if found else None
