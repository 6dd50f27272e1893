"""Which texts share an index: a year's, but for the newest month of a year of many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

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


def sizes(contents: list[SimpleNamespace]) -> dict[str, int]:
    """Give the number of texts of each index."""
    return {key: len(group) for key, group in grouped(contents).items()}


def test_a_year_of_few_is_one_index() -> None:
    """A small portal has an index a year, and one of its pages."""
    assert sizes(articles(MUCH - 1)) == {"trang": 1, "2024": MUCH - 1}


def test_the_newest_month_of_many_is_apart() -> None:
    """What is published today has the words of its month made anew; the year keeps its own."""
    found = sizes(articles(250))  # until 6 September
    assert found == {"trang": 1, "2024.09": 6, "2024": 244}
    assert list(found) == ["trang", "2024.09", "2024"]
    more = grouped(articles(251))
    assert more["2024"] == [it for it in more["2024"] if it.record.date.month < 9]
    assert len(more["2024"]) == 244


def test_a_new_year_closes_the_last() -> None:
    """Only the newest year has a month apart; one that begins has not many texts yet."""
    assert sizes(articles(370)) == {"trang": 1, "2025": 4, "2024": 366}


def test_a_first_month_of_many_is_the_whole_year() -> None:
    """Where there is nothing but the newest month, no empty year stands beside it."""
    assert sizes(articles(MUCH, hours=1)) == {"trang": 1, "2024.01": MUCH}


def test_what_is_shown_of_a_text_stays_when_its_month_ends() -> None:
    """The files of a month lie with those of the year, under the same names."""
    before, after = grouped(articles(250)), grouped(articles(280))
    names = fragment_names("2024.09", before["2024.09"])
    whole = fragment_names("2024", after["2024"])
    assert names[0] == "2024/245-0.bin"
    assert set(names) <= set(whole)
