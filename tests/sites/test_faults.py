"""Content that is broken, in each way there is: what staff are told, and that nothing is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
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
from tests.sites.build_site import GOOD, Site, read, stamps
from tests.sites.case import Case, differing_lines, grouped, put_into

APART = {
    "title-without-letters": "title",
    "category-without-letters": "categories",
    "name-contradicts-date": "name",
    "impossible-date-in-name": "names",
    "draft-article-and-draft-page-on-one-address": "draft",
    **dict.fromkeys(
        (
            *("alerts-page-not-there", "menu-to-unknown-page"),
            *("monuments-to-unknown-page", "tasks-page-not-there"),
        ),
        "pages",
    ),
}
"""Cases whose faults others would hide or add to, by the group in which they are told."""
CASES = [
    replace(case, apart=APART.get(case.name, ""))
    for part in (cases_front, cases_body, cases_data, cases_layout, cases_map)
    for case in part.CASES
]
TEXTS = (*cases_front.CASES, *cases_body.CASES)
IN_TEXTS = {case.name for case in TEXTS}
GROUPS = [
    *grouped(case for case in CASES if case.name in IN_TEXTS),
    *grouped(case for case in CASES if case.name not in IN_TEXTS),
    *([case] for case in cases_program.CASES),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was built without a fault."""
    site = Site(tmp_path_factory.mktemp("good")).write(GOOD)
    site.good()
    return site.folder


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].name)
def test_faults_are_told_and_leave_the_last_good_site_alone(
    group: list[Case], good: Path, tmp_path: Path
) -> None:
    """Broken content stops the build with exactly the lines that say what is wrong.

    Not a byte and not a date of the last good output changes, and no stage is left behind.
    """
    folder = tmp_path / "site"
    shutil.copytree(good, folder)
    site = Site(folder, group[0].conf)
    before, stamps_before = read(folder / "output"), stamps(folder / "output")
    cases = put_into(site, group)
    built = site.build()
    *lines, closing = built.errors
    assert differing_lines(cases, lines) == {}
    count = sum(len(case.lines) for case in cases)
    assert (built.code, closing) == (1, f"Có {count} lỗi; trang cũ được giữ nguyên.")
    assert (read(built.output), stamps(built.output)) == (before, stamps_before)
    assert not list(folder.glob(".output.state/stage-*"))


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
