"""Values of YAML texts are changed line by line, whatever changes."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.portal import CONTENT
from town_portal.authoring.editing.yaml_dump import PlainScalar
from town_portal.authoring.editing.yaml_lines import NotWritable, set_values
from town_portal.core.data import yamldoc

FILES = sorted((CONTENT / "data").glob("*.yaml"))
NEW: tuple[Any, ...] = (
    *("chữ mới: a", "# x", "dòng\nhai", "- a", "no", "0239", " x", "'q", "x" * 130 + " y z" * 20),
    *(["a", "b"], {"x": "y"}, [], {"a": "b", "c": ["d"]}, PlainScalar("2026-12-02")),
)


def mutated(value: Any, random: Random) -> Any:
    """Return a value with some of its parts changed, added, moved or taken away."""
    if isinstance(value, dict):
        kept = [key for key in value if len(value) == 1 or random.random() > 0.05]
        return {key: mutated(value[key], random) for key in kept}
    if isinstance(value, list):
        items = [mutated(item, random) for item in value if random.random() > 0.1]
        if random.random() < 0.3:
            items.insert(random.randrange(len(items) + 1), deepcopy(random.choice(NEW)))
        if random.random() < 0.2:
            random.shuffle(items)
        return items
    return deepcopy(random.choice(NEW)) if random.random() < 0.1 else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_any_change_is_written_and_nothing_else(path: Path) -> None:
    """The text says what is wanted, and each comment at the margin is still there."""
    text = path.read_text("utf-8")
    values = yamldoc.parse_yaml(text).value
    assert set_values(text, values) == text
    comments = [line for line in text.split("\n") if line.startswith("#")]
    for seed in range(4):
        wanted = mutated(deepcopy(values), Random(seed))
        changed = set_values(text, wanted)  # raises NotWritable where it would say anything else
        assert [line for line in changed.split("\n") if line.startswith("#")] == comments


def test_line_ends_and_a_missing_last_one_are_kept() -> None:
    """A file with Windows' line ends keeps them; a last line without one gets it."""
    assert set_values("a: x\r\nb: y", {"a": "x", "b": "z"}) == "a: x\r\nb: z\r\n"
    assert set_values("# trống\n", {"a": "x"}) == "# trống\na: x\n"


def test_a_value_changes_its_own_lines_inside_lists_and_groups() -> None:
    """Neighbours keep their way of writing, brackets and folded texts included."""
    text = "a:\n  - {b: 1, c: [x, y]}  # một\n  - d: >-\n      dài\n      nữa\n    e: [1, 2]\n"
    values = yamldoc.parse_yaml(text).value
    values["a"][1]["d"] = "khác"
    assert set_values(text, values) == text.replace("      dài\n      nữa\n", "      khác\n")


def test_a_comment_behind_a_value_stays() -> None:
    """The remark on the line of a changed value is not lost."""
    assert set_values("a: 1  # một\nb: 2\n", {"a": "3", "b": "2"}) == "a: '3'  # một\nb: 2\n"


def test_what_is_written_in_an_unusual_way_is_refused() -> None:
    """A text that is all in brackets is left to a person."""
    with pytest.raises(NotWritable):
        set_values("{a: x}\n", {"a": "y"})
