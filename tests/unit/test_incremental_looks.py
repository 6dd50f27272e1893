"""Looks of pages: which of them give something else in a later build, and which are not asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.build.dependencies import DependencyTracker
from town_portal.build.incremental.looks import Looks
from town_portal.build.incremental.state import BuildState, OutputRow
from town_portal.core.identity import compute_identity

NAMES = "abc"
Values = dict[str, str]
VALUES = st.fixed_dictionaries({item: st.sampled_from(("", "1", "2")) for item in NAMES})


def find_changed(state: BuildState, now: Values, *, is_whole: bool) -> tuple[set[str], int]:
    """Return which pages would see something else now, and how many looks that took.

    Each page, named by a letter, looks at the thing of that name.
    """
    asked: list[str] = []

    def look(name: str) -> str:
        asked.append(name)
        return now[name]

    watch = DependencyTracker()
    watch.source("thing", look, compute_identity(sorted(now.items())) if is_whole else "")
    looks = Looks(state, watch)
    looks.find_changed()
    count = len(asked)
    rows = state.ask(
        "SELECT name FROM outputs WHERE frame IN (SELECT value FROM json_each(?))",
        str([*looks.changed]).replace("'", '"'),
    )
    frames = {item: looks.frame([("thing", item)]) for item in NAMES}
    state.put([OutputRow(item, "", item, "x", frame=looks.name(frames[item])) for item in NAMES])
    looks.save(sweep=True)
    return {name for (name,) in rows}, count


@given(st.lists(VALUES, min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_what_cannot_differ_is_not_asked_and_nothing_else_is_missed(builds: list[Values]) -> None:
    """With an identity of all that looks can give, the same pages are found as without."""
    with (
        TemporaryDirectory() as one,
        TemporaryDirectory() as other,
        closing(BuildState(Path(one))) as plain,
        closing(BuildState(Path(other))) as quick,
    ):
        for before, now in zip([None, *builds], builds, strict=False):
            found, _ = find_changed(plain, now, is_whole=False)
            told, count = find_changed(quick, now, is_whole=True)
            changed = {item for item in NAMES if before and before[item] != now[item]}
            assert found == told == changed
            assert bool(count) is bool(changed)
