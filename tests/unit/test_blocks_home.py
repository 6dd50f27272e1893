"""The blocks of the home page: its top, bands, photo essay, tasks, and the alert bar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.contract import Scene
from town_portal.core.articles import InMemory
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.records import Article, Image, Photo, Picture, Site, Topic

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2020, 12, 15, 8, 0, tzinfo=ZONE)
WHOLE = Picture((Image("a.jpg", 3, 2, "image/jpeg", 1),))
PHOTO = Photo("", "", "", 3, 2, WHOLE, WHOLE)
ONE, TWO = (Topic(key, key, f"chuyen-muc/{key}/") for key in ("mot", "hai"))


def article(number: int, topic: Topic = ONE, photo: bool = False, **fields: Any) -> Article:
    """Give an article; the smaller the number, the newer."""
    date = datetime(2020, 12, 14, tzinfo=UTC)
    cover = PHOTO if photo else None
    return Article(f"{number}/", f"{number}", date, False, topic, cover=cover, **fields)


def site(*articles: Article) -> Site:
    """Give a site of these articles, newest first."""
    topics = dict.fromkeys(item.category for item in articles)
    by_topic = {topic: tuple(a for a in articles if a.category == topic) for topic in topics}
    return Site(articles=InMemory(articles), categories=by_topic)


def shown(name: str, of: Site, data: Any = None, **options: Any) -> Any:
    """Give what a block shows of a site."""
    block = load_blocks()[name]
    given = block.table.model.model_validate(data) if block.table and data else None
    return block.prepare(
        Scene(DEFAULT_TOWN, of, given, block.options.model_validate(options), "box", NOW)
    )


def numbers(articles: Any) -> list[int]:
    """Give the numbers of articles."""
    return [int(item.title) for item in articles]


def test_the_newest_marked_article_is_the_lead_story() -> None:
    """However old it is, and with or without a photograph; it stands there once."""
    given = [article(number, photo=True) for number in range(20)]
    given[15], given[18] = (replace(given[n], is_lead=True, cover=None) for n in (15, 18))
    assert numbers(site(*given).front(3)) == [15, 0, 1]
    first = [replace(given[0], is_lead=True), *given[1:]]
    assert numbers(site(*first).front(3)) == [0, 1, 2]


def test_bands_leave_out_what_stands_at_the_top() -> None:
    """Each category with its story, which has a photograph where one is near, and headlines."""
    given = [article(n, ONE if n % 2 else TWO, photo=n == 9) for n in range(14)]
    bands = shown("bands", site(*given), count=3).bands
    assert [(band.topic, band.lead.title, numbers(band.headlines)) for band in bands] == [
        (TWO, "4", [6, 8, 10]),
        (ONE, "3", [5, 7, 11]),
    ]
    given = [article(n, photo=n in (0, 1, 2, 3, 6)) for n in range(10)]
    (band,) = shown("bands", site(*given), count=3).bands
    assert (band.lead.title, numbers(band.headlines)) == ("6", [4, 5, 7])


def alert(start: str, end: str, level: str = "canh-bao") -> dict[str, str]:
    """Give an alert as it is written."""
    return {"level": level, "title": level, "start": start, "end": end}


@pytest.mark.parametrize(
    ("start", "end", "hidden"),
    [
        ("2020-12-15", "2020-12-15", [False]),  # a day is whole
        ("2020-12-01", "2020-12-14", []),
        ("2020-12-15T08:00", "2020-12-15T09:00", [False]),  # the start belongs to it
        ("2020-12-15T07:00", "2020-12-15T08:00", []),  # the end does not
        ("2020-12-16", "2020-12-17", [True]),
        ("2020-12-15T08:00:01", "2020-12-17", [True]),
    ],
)
def test_an_alert_holds_from_its_start_to_its_end(start: str, end: str, hidden: list[bool]) -> None:
    """By the town's clock; before its start it is hidden, and the script shows it in time."""
    view = shown("alerts", site(), {"alerts": [alert(start, end)]})
    assert [item.is_hidden for item in (view.alerts if view else ())] == hidden


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-12-15T08:00+07:00", "2020-12-16", "giờ địa phương"),
        ("2020-12-15", "2020-12-16T01:00Z", "giờ địa phương"),
        ("2020-12-15T08:00", "2020-12-15T08:00", "sau thời điểm bắt đầu"),
    ],
)
def test_an_alert_that_would_not_be_seen_in_time(start: str, end: str, words: str) -> None:
    """A time of another zone, and an end that is not after the start, are refused."""
    with pytest.raises(ValidationError, match=words):
        shown("alerts", site(), {"alerts": [alert(start, end)]})


def test_the_gravest_alert_comes_first() -> None:
    """By level, not by the order in the file; each with its level in words and its end."""
    levels = ("da-qua", "thong-bao", "khan-cap", "canh-bao")
    given = [alert("2020-12-15", "2020-12-15", level) for level in levels]
    found = shown("alerts", site(), {"alerts": given}).alerts
    assert [item.words for item in found] == ["Khẩn cấp", "Cảnh báo", "Thông báo", "Hết nguy hiểm"]
    assert {item.end for item in found} == {datetime(2020, 12, 16, tzinfo=ZONE)}


def test_this_day_of_earlier_years_is_remembered() -> None:
    """Articles of the same day and month are shown, the newest first; today's own are none."""
    days = ((2020, 12, 15), (2019, 12, 15), (2019, 12, 14), (2018, 11, 15), (2012, 12, 15))
    old = [
        replace(article(number), date=datetime(*day, tzinfo=ZONE))
        for number, day in enumerate(days)
    ]
    view = shown("on_this_day", site(*old))
    assert [(memory.years, memory.article.title) for memory in view.memories] == [
        (1, "1"),
        (8, "4"),
    ]
    assert view.day == "12-15"
    assert numbers(
        memory.article for memory in shown("on_this_day", site(*old), count=1).memories
    ) == [1]
    assert shown("on_this_day", site(*old[2:4])) is None
