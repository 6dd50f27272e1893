"""The bench of publications, as far as nothing is measured."""

from __future__ import annotations

from plugins.commands.bench.goals import missed
from plugins.commands.bench.publishing.part import SENT
from plugins.commands.bench.publishing.results import COLUMNS, Publication, changed, row
from plugins.commands.deliver import told
from plugins.commands.deliver.plan import Plan
from plugins.commands.deliver.target import Sent


def test_what_changes_is_counted_by_bytes() -> None:
    """A file that was written again with the same bytes is no change; one that is gone neither."""
    before = {"a": (1, "x"), "b": (2, "y"), "c": (3, "z")}
    assert changed(before, {"a": (1, "x"), "b": (20, "w"), "d": (5, "v")}) == (2, 25)


def test_an_article_must_be_public_within_three_seconds_of_ten_thousand() -> None:
    """With fewer there is no goal."""
    late = Publication(40, 1_000, 3.5)
    assert missed([row("x", late, 10_000, True)], COLUMNS) == [
        "x: đến lúc công khai 3,50 s, mục tiêu ≤ 3,00 s"
    ]
    assert missed([row("x", late, 1_000, True), row("y", late, 10_000, False)], COLUMNS) == []


def test_what_publish_tells_is_understood() -> None:
    """The bench reads the line that people read."""
    found = SENT.search(told.done("may:/srv", Plan(), Sent(1_234, 5_600_000), 2.0))
    assert found
    assert found.groups() == ("1.234", "5,6", "MB")
