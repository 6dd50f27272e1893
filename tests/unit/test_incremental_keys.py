"""What all pages depend on, where no site of the tests could see it: packages, odd settings."""

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

from tests.portal import PATHS
from town_portal.build.incremental import keys
from town_portal.build.incremental.keys import hash_code, hash_settings, plugin_folders
from town_portal.core.system.places import ROOT


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal of one plugin and one template, with one package."""
    for name in (
        "plugins/town_portal/features/town/plugin.py",
        "theme/templates/base.html",
        "packages/a-1.dist-info/x",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("a", encoding="utf-8")
    monkeypatch.setattr(keys, "OWN", tmp_path / "plugins/town_portal")
    monkeypatch.setattr(keys, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages"), str(tmp_path / "gone")])
    return tmp_path


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("node_modules/.package-lock.json", True),
        ("packages/b-1.dist-info/METADATA", True),
        ("packages/c.egg-info/PKG-INFO", True),
        ("own/templates/own.html", True),
        ("plugins/__pycache__/plugin.cpython-311.pyc", False),
        ("packages/a-1.dist-info/RECORD", False),
        ("content/articles/a.md", False),
    ],
)
def test_a_package_or_plugin_that_changes_changes_the_key(
    place: Path, name: str, counts: bool
) -> None:
    """Compiled code and files of the content folder do not, nor a plugin that has no file."""
    plugin = ModuleType("own")
    plugin.__file__ = str(place / "own" / "__init__.py")
    modules = (plugin, ModuleType("memory"))
    before = hash_code(place / "theme", plugin_folders(modules))
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text("b", encoding="utf-8")
    os.utime(place / name, ns=(1, 1))
    assert (hash_code(place / "theme", plugin_folders(modules)) != before) is counts


def function(text: str) -> str:
    """Stand for a filter of the settings."""
    return text


GIVEN: dict[str, Any] = {
    "PAGINATION": 20,
    "MARKDOWN": {"extensions": ["x"], "configs": {"toc": {"depth": 3}}},
    "FILTERS": {"f": function, "length": len, "upper": str.upper},
    "NAMES": {"a", "b", "c", ("d", 1)},
    "STRANGE": object(),
    "TIME": time(7),
    "PATTERN": re.compile("a"),
    "PART": partial(int, base=2),
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAGINATION", "20"),
        ("MARKDOWN", {"extensions": ["x"], "configs": {"toc": {"depth": 4}}}),
        ("FILTERS", {"f": function, "length": len, "upper": str.lower}),
        ("NAMES", {"b"}),
        ("STRANGE", ModuleType("x")),
        ("TIME", time(8)),
        ("PATTERN", re.compile("a", re.I)),
        ("PART", partial(int, base=8)),
        ("MORE", 1),
    ],
)
def test_a_setting_that_changes_changes_the_key(name: str, value: object) -> None:
    """However deep it lies and of whatever kind it is; what nobody can tell is never the same."""
    assert hash_settings({**GIVEN, name: value}) != hash_settings(GIVEN)
    strange = {"A": (item for item in "a")}
    assert hash_settings(strange) != hash_settings(strange)


def test_equal_settings_have_one_key_in_each_process() -> None:
    """In any order, also that of a set, and where an object is another one in each build."""
    again = {**dict(reversed(GIVEN.items())), "STRANGE": object()}
    assert hash_settings(again) == hash_settings(GIVEN)
    code = (
        "from town_portal.build.incremental.keys import hash_settings\n"
        "print(hash_settings({'A': {'a', 'b', 'c', ('d', 1)}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": PATHS},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == hash_settings({"A": {"a", "b", "c", ("d", 1)}})
