"""The portal of content/, whichever town it shows: what must hold of every town."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.portal import CLOCK, Page, Portal
from tests.site import test_addresses, test_head, test_markup, test_values, test_words
from town_portal.cli import content_check
from town_portal.publishing import gate

ROOT = Path(__file__).parents[2]
DEMONSTRATION = ROOT / "content"
SAMPLE = re.compile(r"lorem ipsum|\bTODO\b|\bXXX+\b|\w+\.example\b|Thử Nghiệm", re.IGNORECASE)
"""What stands in texts that were never written."""
CHECKS: tuple[Callable[[Portal], None], ...] = (
    test_values.test_every_value_is_of_its_kind,
    test_addresses.test_links_within_the_portal_are_relative,
    test_addresses.test_every_page_is_reached_from_the_home_page,
    test_addresses.test_names_are_lower_case_ascii,
    test_head.test_titles_tell_the_pages_apart,
    test_words.test_nothing_is_left_over_from_a_template,
    test_words.test_interface_is_vietnamese,
    test_words.test_every_label_has_its_value,
    test_words.test_no_element_is_empty,
)


@pytest.mark.parametrize(
    "check",
    [*CHECKS, pytest.param(test_markup.test_html_is_valid, marks=pytest.mark.long)],
    ids=lambda check: check.__name__,
)
def test_the_demonstration_is_sound(demonstration: Portal, check: Callable[[Portal], None]) -> None:
    """What holds of the fixture town's pages holds of the demonstration's."""
    check(demonstration)


def test_every_link_answers(demonstration: Portal) -> None:
    """No link within the demonstration is broken, fragments included."""
    report = test_addresses.lychee(demonstration.root)
    assert (report["error_map"], report["errors"]) == ({}, 0)


def test_no_sample_text_is_left(demonstration: Portal) -> None:
    """No page shows the texts or addresses of examples."""

    def check(page: Page) -> Iterator[str]:
        yield from SAMPLE.findall(test_words.SCRIPT.sub("", page.source))

    assert demonstration.faults(check) == []


def test_it_may_be_published(demonstration: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate has nothing to say against it, and neither has the check of its texts."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(CLOCK))
    output = demonstration.root
    assert gate.list_faults(output, DEMONSTRATION, output.with_name(".output.state")) == []
    assert content_check.main(DEMONSTRATION) == 0


def test_the_tests_that_its_duties_name_are_there() -> None:
    """No duty leans on a test that nobody can run."""
    file = DEMONSTRATION / "data" / "duties.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    rows = (*data.get("duties", ()), *data.get("verdicts", ()))
    named = {trial["by"] for row in rows for trial in row.get("tests", ())}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
