"""The pinned files: one lock, a part of it for each need, no place of their own."""

from __future__ import annotations

import json
import re

import pytest

from tasks import TASKS
from town_portal.cli import lock, setup
from town_portal.core.system.places import ROOT

PINNED = re.compile(r"\S+==\S+( ; .*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # .*")


def pinned(extra: str) -> set[str]:
    """Return the names in a part of the lock."""
    return {lock.parse_name(line) for line in lock.extract_part(ROOT, extra).splitlines()} - {""}


def test_every_need_of_a_task_is_there() -> None:
    """It is a lock file of npm, or an extra all of whose names are pinned."""
    needs = {
        lock.RUNTIME,
        setup.NODE,
        *(need for task in TASKS.tasks.values() for need in task.needs),
    }
    for need in needs:
        if need not in setup.FETCHED:
            assert lock.collect_roots(ROOT, need), need
            assert lock.collect_roots(ROOT, need) <= pinned(need), need
    checking = {name for name, item in TASKS.tasks.items() if setup.CHECKER in item.needs}
    assert checking == {"check", "test"}


@pytest.mark.parametrize(
    ("extra", "inside", "outside"),
    [
        (
            "runtime",
            {"pelican", "jinja2", "markupsafe", "django", "gunicorn"},
            "pytest",
        ),
        ("import", {"trafilatura", "lxml", "courlan"}, "pelican"),
        ("postgres", {"psycopg", "psycopg-binary", "psycopg-pool"}, "django"),
        ("test", {"pytest", "django-stubs", "mypy", "iniconfig"}, "psycopg"),
    ],
)
def test_a_part_holds_what_its_packages_need(extra: str, inside: set[str], outside: str) -> None:
    """Pip refuses a file with hashes in which a package of a package is missing."""
    assert inside <= pinned(extra)
    assert outside not in pinned(extra)


def test_pinned_files_name_no_place_of_their_own() -> None:
    """Requirement and lock files hold versions and hashes, no index, host or folder."""
    for name in (lock.LOCK, f"{lock.SERVICE}.txt", f"{lock.POSTGRES}.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert PINNED.fullmatch(line), (name, line)
    for name in setup.FETCHED:
        packages = json.loads((ROOT / name).read_text(encoding="utf-8"))["packages"]
        assert all("resolved" not in package for package in packages.values())
        assert all("integrity" in package for path, package in packages.items() if path)


def test_of_the_editor_one_package_is_fetched() -> None:
    """Its browser build has all in it; npm would bring 100 MB of parts that nothing loads."""
    text = (ROOT / setup.NEWSROOM).read_text(encoding="utf-8")
    assert set(json.loads(text)["packages"]) == {"", "node_modules/ckeditor5"}
    assert "ckeditor5-" not in text


def test_the_service_has_the_versions_of_the_portal() -> None:
    """A package that both files pin has one version."""
    pins = [
        dict(re.findall(r"(?m)^([\w.-]+)==([^ ]+)", (ROOT / name).read_text(encoding="utf-8")))
        for name in (lock.LOCK, f"{lock.SERVICE}.txt")
    ]
    assert pins[1].items() <= pins[0].items()
