"""Content that is broken, in each way there is: what staff are told, and that nothing is lost."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sites import (
    cases_body,
    cases_data,
    cases_front,
    cases_layout,
    cases_map,
    cases_program,
)
from tests.sites.build_site import GOOD, Built, Site, Tree, read, stamps
from tests.sites.case import Case

PARTS = (cases_front, cases_body, cases_data, cases_layout, cases_map, cases_program)
CASES = tuple(case for part in PARTS for case in part.CASES)


@dataclass(frozen=True)
class Outcome:
    """A broken build after a good one, and the output before it."""

    case: Case
    built: Built
    before: Tree
    stamps_before: dict[str, int]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was built without a fault."""
    site = Site(tmp_path_factory.mktemp("good")).write(GOOD)
    site.good()
    return site.folder


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def outcome(
    request: pytest.FixtureRequest, good: Path, tmp_path_factory: pytest.TempPathFactory
) -> Outcome:
    """One broken build, which both tests below look at."""
    case: Case = request.param
    folder = tmp_path_factory.mktemp("broken") / "site"
    shutil.copytree(good, folder)
    output = folder / "output"
    before, stamps_before = read(output), stamps(output)
    return Outcome(case, Site(folder, case.conf).write(case.files).build(), before, stamps_before)


def test_each_fault_is_told_with_file_line_and_advice(outcome: Outcome) -> None:
    """Broken content stops the build with exactly the lines that say what is wrong."""
    lines = outcome.case.lines
    closing = f"Có {len(lines)} lỗi; trang cũ được giữ nguyên."
    assert outcome.built.errors == (*lines, closing)
    assert outcome.built.code == 1


def test_a_broken_build_leaves_the_last_good_site_alone(outcome: Outcome) -> None:
    """Not a byte and not a date of the last good output changes, and no stage is left behind."""
    output = outcome.built.output
    assert outcome.built.code == 1
    assert read(output) == outcome.before
    assert stamps(output) == outcome.stamps_before
    assert not list(output.parent.glob(".output.state/stage-*"))


def test_an_error_of_the_program_is_logged(tmp_path: Path) -> None:
    """Staff read one line about their file; the traceback waits in the state of the output."""
    plugin = (
        "from pelican.plugins import signals\n\n\n"
        "def fail(content):\n    raise ValueError('x')\n\n\n"
        "def register():\n    signals.content_object_init.connect(fail)\n"
    )
    site = Site(tmp_path, cases_program.PLUGIN).write({**GOOD, "my_plugin.py": plugin})
    built = site.build()
    assert built.code == 1
    assert not [line for line in (*built.errors, *built.logged) if "Traceback" in line]
    log = (tmp_path / ".output.state/error.log").read_text(encoding="utf-8")
    assert log.count("Traceback (most recent call last)") == 2
    assert "ValueError: x" in log
