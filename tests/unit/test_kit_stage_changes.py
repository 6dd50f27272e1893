"""A commit tells how many files it wrote, removed and left as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins._kit.stage import Changes, Stage


def publish(output: Path, files: dict[str, str], kept: tuple[str, ...] = ()) -> Changes:
    """Build a site of these files; those in ``kept`` stay as they are."""
    stage = Stage(output)
    try:
        for name, text in files.items():
            (stage.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (stage.folder / name).write_text(text, encoding="utf-8")
        return stage.commit(kept)
    finally:
        stage.discard()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site of three files."""
    publish(tmp_path / "output", {"a": "a", "b/c": "c", "d": "d"})
    return tmp_path / "output"


def test_a_first_site_is_written_as_a_whole(tmp_path: Path) -> None:
    """Nothing was there."""
    assert publish(tmp_path / "x", {"a": "a", "b/c": "c"}) == Changes(2, 0, 0)


@pytest.mark.parametrize(
    ("files", "kept", "changes"),
    [
        ({"a": "a", "b/c": "c", "d": "d"}, (), Changes(0, 0, 3)),
        ({"a": "A", "b/c": "c", "e": "e"}, (), Changes(2, 1, 1)),
        ({"a": "A"}, ("b/c", "d"), Changes(1, 0, 2)),
        ({"a": "A"}, ("d",), Changes(1, 1, 1)),
        ({"a": "a"}, ("a", "b/c", "d"), Changes(0, 0, 3)),
        ({}, ("a", "b/c", "d"), Changes(0, 0, 3)),
        ({}, (), Changes(0, 3, 0)),
    ],
)
def test_the_changes_are_told(
    output: Path, files: dict[str, str], kept: tuple[str, ...], changes: Changes
) -> None:
    """Equal bytes and files that were left alone are no changes."""
    assert publish(output, files, kept) == changes


def test_files_that_are_left_alone_stay(output: Path) -> None:
    """Also after several builds that write others; then they can go."""
    for text in ("1", "2"):
        publish(output, {"a": text}, ("b/c", "d"))
        assert (output / "b/c").read_text(encoding="utf-8") == "c"
    publish(output, {"a": "3"}, ("d",))
    assert sorted(path.name for path in output.iterdir()) == ["a", "d"]


def test_the_list_of_names_is_written_when_it_changes(output: Path) -> None:
    """Thousands of names are not written for an edit; a list that was lost is made anew."""
    names = output.with_name(f".{output.name}.state") / "written.json"
    before = names.stat().st_ino
    publish(output, {"a": "A"}, ("b/c", "d"))
    assert names.stat().st_ino == before
    publish(output, {"e": "e"}, ("a", "b/c", "d"))
    assert json.loads(names.read_text(encoding="utf-8")) == ["a", "b/c", "d", "e"]
    names.unlink()
    publish(output, {"a": "a"}, ("b/c", "d", "e"))
    assert json.loads(names.read_text(encoding="utf-8")) == ["a", "b/c", "d", "e"]
