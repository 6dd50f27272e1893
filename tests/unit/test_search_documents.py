"""Which texts share an index: a year's, but for the newest month of a year of many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from plugins._kit.records import Article, Page, Topic
from plugins.search.documents import MUCH, fragment_names, grouped

FIRST = datetime(2024, 1, 1, 8, tzinfo=UTC)


def articles(count: int, hours: int = 24) -> list[SimpleNamespace]:
    """Give contents, one each so many hours from the beginning of 2024."""
    topic = Topic("tin", "Tin", "chuyen-muc/tin/")
    days = [FIRST + timedelta(hours=hours * number) for number in range(count)]
    records = [
        Article(f"{day:%Y/%m/%d}/bai-{n}/", "Bài", day, True, topic) for n, day in enumerate(days)
    ]
    page = Page("ban-do", "ban-do/", "Bản đồ")
    return [
        SimpleNamespace(status="published", record=it, relative_source_path="pages/a.md")
        for it in (*records, page)
    ]


@pytest.mark.parametrize(
    ("count", "hours", "sizes"),
    [
        (MUCH - 1, 24, {"trang": 1, "2024": MUCH - 1}),
        (250, 24, {"trang": 1, "2024.09": 6, "2024": 244}),  # until 6 September
        (251, 24, {"trang": 1, "2024.09": 7, "2024": 244}),
        (370, 24, {"trang": 1, "2025": 4, "2024": 366}),
        (MUCH, 1, {"trang": 1, "2024.01": MUCH}),
    ],
)
def test_the_newest_month_of_many_is_apart(count: int, hours: int, sizes: dict[str, int]) -> None:
    """What is published today has the words of its month made anew; a year of few is one index."""
    found = grouped(articles(count, hours))
    assert list(found) == list(sizes)
    assert {key: len(group) for key, group in found.items()} == sizes
    if "2024.09" in found:
        assert all(it.record.date.month < 9 for it in found["2024"])


def test_what_is_shown_of_a_text_stays_when_its_month_ends() -> None:
    """The files of a month lie with those of the year, under the same names."""
    before, after = grouped(articles(250)), grouped(articles(280))
    names = fragment_names("2024.09", before["2024.09"])
    whole = fragment_names("2024", after["2024"])
    assert names[0] == "2024/245-0.bin"
    assert set(names) <= set(whole)
