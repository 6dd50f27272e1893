"""What all pages depend on: code, theme, packages, settings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import time
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugins.commands.places import ROOT
from plugins.incremental import keys
from plugins.incremental.keys import LEFT_OUT, code_key, settings_key


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal of one plugin and one template, with one package."""
    for name in ("plugins/town/plugin.py", "theme/templates/base.html", "packages/a-1.dist-info/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("a", encoding="utf-8")
    monkeypatch.setattr(keys, "OWN", tmp_path / "plugins")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages"), str(tmp_path / "gone")])
    return tmp_path


def key(place: Path, *modules: ModuleType) -> str:
    """Return the key of the code."""
    return code_key(place / "theme", modules)


def touch(path: Path, text: str = "b") -> None:
    """Write a file, at another moment than any before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, 1))


def module(path: Path) -> ModuleType:
    """Return a module that was loaded from a file."""
    touch(path, "a")
    found = ModuleType(path.stem)
    found.__file__ = str(path)
    return found


def test_the_key_stays_where_nothing_changes(place: Path) -> None:
    """In each build of the same code."""
    assert key(place) == key(place)


@pytest.mark.parametrize(
    "name",
    [
        "plugins/town/plugin.py",
        "plugins/town/template.html",
        "theme/templates/base.html",
        "theme/static/css/new.css",
        "node_modules/.package-lock.json",
        "packages/b-1.dist-info/METADATA",
        "packages/c.egg-info/PKG-INFO",
    ],
)
def test_a_file_that_changes_or_comes_changes_the_key(place: Path, name: str) -> None:
    """Code, templates, styles, installed packages."""
    before = key(place)
    touch(place / name)
    assert key(place) != before


@pytest.mark.parametrize(
    "name",
    [
        "plugins/__pycache__/plugin.cpython-311.pyc",
        "theme/node_modules/x/index.js",
        "packages/a-1.dist-info/RECORD",
        "packages/module.py",
        "content/articles/a.md",
        "README.md",
    ],
)
def test_what_makes_no_page_changes_no_key(place: Path, name: str) -> None:
    """Compiled code, tools of the theme, files of the content folder."""
    before = key(place)
    touch(place / name)
    assert key(place) == before


def test_a_file_that_goes_changes_the_key(place: Path) -> None:
    """A template that is taken away."""
    before = key(place)
    (place / "theme/templates/base.html").unlink()
    assert key(place) != before


def test_a_package_that_is_updated_changes_the_key(place: Path) -> None:
    """Its version is in its name."""
    before = key(place)
    (place / "packages/a-1.dist-info").rename(place / "packages/a-2.dist-info")
    assert key(place) != before


def test_another_plugin_of_one_file_counts(place: Path) -> None:
    """A plugin that is a file alone: that file, not its neighbours."""
    plugin = module(place / "own/remark.py")
    before = key(place, plugin)
    assert before != key(place)
    touch(place / "own/neighbour.py")
    assert key(place, plugin) == before
    touch(place / "own/remark.py", "bb")
    assert key(place, plugin) != before


def test_another_plugin_that_is_a_package_counts_as_a_whole(place: Path) -> None:
    """All that lies in its folder may be its code."""
    plugin = module(place / "own/__init__.py")
    before = key(place, plugin)
    touch(place / "own/templates/own.html")
    assert key(place, plugin) != before


def test_a_plugin_without_a_file_is_no_fault(place: Path) -> None:
    """It may live in memory alone."""
    assert key(place, ModuleType("memory")) == key(place)


def function(text: str) -> str:
    """Stand for a filter of the settings."""
    return text


GIVEN: dict[str, Any] = {
    "SITENAME": "A",
    "PAGINATION": 20,
    "ON": True,
    "NOTHING": None,
    "FOLDERS": ["a", "b"],
    "MARKDOWN": {"extensions": ["x"], "configs": {"toc": {"depth": 3}}},
    "FILTERS": {"f": function, "length": len, "upper": str.upper},
    "READERS": {"md": Path},
    "NAMES": {"a"},
    "STRANGE": object(),
    "TIME": time(7),
    "PATTERN": re.compile("a"),
    "PART": partial(int, base=2),
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITENAME", "B"),
        ("PAGINATION", 21),
        ("PAGINATION", "20"),
        ("ON", False),
        ("NOTHING", ""),
        ("FOLDERS", ["b", "a"]),
        ("MARKDOWN", {"extensions": ["x"], "configs": {"toc": {"depth": 4}}}),
        ("MARKDOWN", {"extensions": ["x", "y"], "configs": {"toc": {"depth": 3}}}),
        ("FILTERS", {"f": len, "length": len, "upper": str.upper}),
        ("FILTERS", {"f": function, "length": len, "upper": str.lower}),
        ("READERS", {"md": ModuleType}),
        ("NAMES", {"b"}),
        ("STRANGE", ModuleType("x")),
        ("TIME", time(8)),
        ("PATTERN", re.compile("b")),
        ("PATTERN", re.compile("a", re.I)),
        ("PART", partial(int, base=8)),
        ("PART", partial(str, base=2)),
        ("MORE", 1),
    ],
)
def test_a_setting_that_changes_changes_the_key(name: str, value: object) -> None:
    """However deep it lies; other functions and classes count, too."""
    assert settings_key({**GIVEN, name: value}) != settings_key(GIVEN)


def test_equal_settings_have_one_key() -> None:
    """In any order, also where an object is another one in each build."""
    again = dict(reversed(GIVEN.items()))
    again["STRANGE"] = object()
    assert settings_key(again) == settings_key(GIVEN)


def test_equal_settings_have_one_key_in_each_process() -> None:
    """The order of a set differs from process to process; the key does not."""
    code = (
        "from plugins.incremental.keys import settings_key\n"
        "print(settings_key({'A': {'a', 'b', 'c', ('d', 1)}}))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for seed in "123"
    }
    assert found == {settings_key({"A": {"a", "b", "c", ("d", 1)}}) + "\n"}


def test_a_setting_that_nobody_can_tell_is_never_the_same() -> None:
    """Rather a build too many than an old page."""
    strange = {"A": (item for item in "a")}
    assert settings_key(strange) != settings_key(strange)


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_settings_that_change_no_page_are_left_out(name: str) -> None:
    """Where the output lies, how the preview is served, what is told."""
    assert settings_key({"A": 1, name: object()}) == settings_key({"A": 1})


WRITTEN = {
    "function": "def marked(text):\n    return {}\n",
    "class": "class marked:\n    sign = {}\n\n    def sign_of(self):\n        return self.sign\n",
}


def written_in(path: Path, text: str) -> Any:
    """Return a function or class that is written in a file of settings."""
    path.write_text(text, encoding="utf-8")
    names: dict[str, Any] = {"__name__": "conf"}
    exec(compile(text, str(path), "exec"), names)
    return names["marked"]


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_otherwise_changes_the_key(tmp_path: Path, text: str) -> None:
    """Its name alone does not tell; where nothing was changed the file's time does not count."""
    one = written_in(tmp_path / "one.py", text.format("1"))
    same = written_in(tmp_path / "same.py", text.format("1"))
    other = written_in(tmp_path / "other.py", text.format("2"))
    found = [settings_key({"FILTERS": {"m": it}}) for it in (one, same, other)]
    assert found[0] == found[1] != found[2]
