"""The pinned files: each is there for the tasks that need it, and names no place of its own."""

from __future__ import annotations

import json

from plugins.commands import setup
from plugins.commands.places import ROOT


def test_every_task_needs_files_that_are_there() -> None:
    """Each task with needs exists, so do its files, and those that check fetch the checkers."""
    assert set(setup.NEEDS) <= set(setup.task_list())
    assert all((ROOT / name).is_file() for needs in setup.NEEDS.values() for name in needs)
    assert [task for task in setup.NEEDS if setup.CHECKER in setup.NEEDS[task]] == ["test", "check"]


def test_pinned_files_name_no_place_of_their_own() -> None:
    """Requirement and lock files hold versions and hashes, no index, host or folder."""
    for name in (setup.RUNTIME, setup.TEST, setup.NODE, setup.LOCK, setup.POSTGRES):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith("    --hash=sha256:") or "==" in line, (name, line)
    for name in setup.FETCHED:
        packages = json.loads((ROOT / name).read_text(encoding="utf-8"))["packages"]
        assert all("resolved" not in package for package in packages.values())
        assert all("integrity" in package for path, package in packages.items() if path)


def test_test_tools_use_the_versions_of_the_site() -> None:
    """A package that both files name has one version."""
    pins = [
        dict(
            line.split(" ")[0].split("==")
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if "==" in line
        )
        for name in (setup.RUNTIME, setup.TEST)
    ]
    assert all(pins[1].get(name, version) == version for name, version in pins[0].items())
