"""Citizens' words find what they mean in the demonstration: forty queries with right answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.portal import Portal
from tests.unit.search_browser import Node, node

QUERIES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8")
)["queries"]
FIRST, NEEDED = 3, 38
"""So many results are looked at, so many of the queries must find a right one among them."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Give the search modules at work."""
    with node(tmp_path_factory.mktemp("node")) as running:
        yield running


def test_citizens_words_find_what_they_mean(demonstration: Portal, browser: Node) -> None:
    """The right answer is among the first three, answers, hits and corrections as they stand."""
    assert len({query["ask"] for query in QUERIES}) == 40
    folder = str(demonstration.root / "static" / "tim")
    missed = {}
    for query in QUERIES:
        titles = browser.ask("page", folder=folder, text=query["ask"])["titles"][:FIRST]
        if not any(right in title for right in query["right"] for title in titles):
            missed[query["ask"]] = titles
    print(f"{len(QUERIES) - len(missed)} of {len(QUERIES)}", missed)
    assert len(QUERIES) - len(missed) >= NEEDED, missed


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("phòng nội vụ", "Cơ quan"),
        ("nguyễn huy hùng", "Lãnh đạo"),
        ("cổng dịch vụ công quốc gia", "Thủ tục"),
        ("gặp lãnh đạo", "Việc cần làm"),
        ("chùa đại hùng", "Di tích"),
    ],
)
def test_what_is_on_a_page_is_found_by_its_own_title(
    demonstration: Portal, browser: Node, asked: str, kind: str
) -> None:
    """Offices, leaders, procedures, tasks and monuments come by title, with their kind."""
    folder = str(demonstration.root / "static" / "tim")
    told = browser.ask("page", folder=folder, text=asked)
    assert kind in told["kinds"][:FIRST], told


def test_every_answer_leads_somewhere(demonstration: Portal, browser: Node) -> None:
    """Each answer that the demonstration gives leads to one of its pages, or to another site."""
    folder = str(demonstration.root / "static" / "tim")
    for row in browser.ask("table", folder=folder)["answers"]:
        url, _, place = row[2].partition("#")
        if "://" in url:
            continue
        page = (demonstration.root / url / "index.html").read_text(encoding="utf-8")
        assert not place or f'id="{place}"' in page, row
