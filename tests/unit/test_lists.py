"""Lists: pages that never change once they are full, and which lists there are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town_portal.build.made import MadePage
from town_portal.core.articles import InMemory
from town_portal.core.data.tables import PEOPLE, PLACES, tag_topic
from town_portal.core.paging import Sheet, split_sheets
from town_portal.core.records import Article, Site, Topic
from town_portal.features.lists.plan import iter_list_keys, plan_single_pages
from town_portal.features.lists.plan import plan_list_pages as pages_of

FIRST = datetime(2019, 11, 20, 8, tzinfo=UTC)
NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
EMPTY = Topic("trong", "Trống", "chuyen-muc/trong/")
TAG = Topic("a", "A", "tu-khoa/a/")
sizes = st.integers(min_value=1, max_value=7)
counts = st.integers(min_value=0, max_value=60)
relaxed = settings(deadline=None)


def articles(count: int, days: int = 1) -> list[Article]:
    """Give so many articles, the newest first; number 0 is the oldest."""
    made = [
        Article(f"bai/{number}/", str(number), FIRST + timedelta(days=number * days), False, NEWS)
        for number in range(count)
    ]
    return made[::-1]


def by_url(found: list[Sheet]) -> dict[str, Sheet]:
    """Give the sheets by their addresses."""
    return {sheet.url: sheet for sheet in found}


@given(counts, sizes)
@relaxed
def test_every_article_stands_once(count: int, size: int) -> None:
    """All sheets hold the list in its order; numbered ones, from the oldest, ``size`` articles.

    The list's own address holds at least as many where there are others, but not twice as many;
    each leads to its neighbours.
    """
    found = split_sheets("a/", articles(count), size)
    assert [article for sheet in found for article in sheet.articles] == articles(count)
    own, *numbered = found
    assert len(own.articles) < 2 * size
    assert len(own.articles) >= size or not numbered
    assert (own.url, own.number) == ("a/", None)
    assert [(item.url, item.number, len(item.articles)) for item in numbered] == [
        (f"a/trang/{number}/", number, size) for number in range(len(numbered), 0, -1)
    ]
    assert (own.newer, found[-1].older) == (None, None)
    for newer, older in pairwise(found):
        assert (newer.older, older.newer) == (older.url, newer.url)


@given(counts, st.integers(min_value=0, max_value=20), sizes)
@relaxed
def test_numbered_sheets_never_change(count: int, more: int, size: int) -> None:
    """New articles leave the articles of each numbered sheet, and its way back, as they were."""
    before = by_url(split_sheets("a/", articles(count), size))
    after = by_url(split_sheets("a/", articles(count + more), size))
    for url, sheet in before.items():
        if sheet.number is not None:
            assert after[url].articles == sheet.articles
            assert after[url].number == sheet.number
            assert after[url].older == sheet.older


def planned(site: Site, size: int, with_days: bool = True) -> list[MadePage]:
    """Return all pages of lists of a site."""
    lists = [pages_of(site, key, size, with_days) for key in iter_list_keys(site, with_days)]
    return [*plan_single_pages(site), *(page for found in lists for page in found)]


def pages(found: list[MadePage], start: str) -> list[str]:
    """Give the addresses that begin so."""
    return [page.url for page in found if page.url.startswith(start)]


@pytest.fixture
def site() -> Site:
    """A site of 50 articles over two years, one in five with a tag."""
    listed = tuple(articles(50, days=3))
    return Site(InMemory(listed), (), {NEWS: listed, EMPTY: ()}, {TAG: listed[::5]})


@pytest.mark.parametrize(
    ("size", "start", "urls"),
    [
        (20, "chuyen-muc/tin/", ["chuyen-muc/tin/", "chuyen-muc/tin/trang/1/"]),
        (20, "chuyen-muc/trong/", ["chuyen-muc/trong/"]),
        (20, "tu-khoa/a/", ["tu-khoa/a/"]),
        (15, "2019/", ["2019/", "2019/12/", "2019/11/"]),
        (15, "2020/0", ["2020/04/", "2020/03/", "2020/02/", "2020/01/"]),
        (15, "2020/t", ["2020/trang/1/"]),
    ],
)
def test_each_topic_year_and_month_has_its_list(
    site: Site, size: int, start: str, urls: list[str]
) -> None:
    """An empty category has one empty sheet; years and months without articles have none."""
    found = planned(site, size, with_days=False)
    assert pages(found, start) == urls
    assert len({page.url for page in found}) == len(found)


def test_a_month_has_a_calendar_on_its_own_address(site: Site) -> None:
    """It counts the articles of each day; numbered pages and other lists have none."""
    found = {page.url: page.values.get("calendar") for page in planned(site, 5)}
    month = found["2020/01/"]
    assert month is not None
    counts = {cell.day: cell.count for week in month.weeks for cell in week if cell.day}
    assert sum(counts.values()) == sum(
        f"{article.date:%Y-%m}" == "2020-01" for article in site.articles
    )
    assert len(counts) == 31
    assert [url for url, calendar in found.items() if calendar] == [
        url for url in found if re.fullmatch(r"\d{4}/\d\d/", url)
    ]


def test_people_and_places_have_lists_where_there_are_any() -> None:
    """Each has its own, and there is a list of all; without any there is none."""
    someone = tag_topic("Trần Phú", PEOPLE)
    site = Site(people={someone: ()}, places={tag_topic("Núi Hồng", PLACES): ()})
    urls = {page.url: page.template for page in planned(site, 20)}
    assert urls["nhan-vat/"] == "people"
    assert urls["nhan-vat/tran-phu/"] == "person"
    assert urls["dia-danh/nui-hong/"] == "place"


def test_the_months_of_a_year_stand_on_its_own_address(site: Site) -> None:
    """Counted, newest first; a new article changes them, and no numbered page for that."""
    found = {page.url: page.values for page in planned(site, 5) if page.url.startswith("2020/")}
    assert found["2020/"]["months"] == site.articles.period("2020").months()
    assert "2020/trang/1/" in found
    assert not any(values["months"] for url, values in found.items() if url != "2020/")
    shown = [article for values in found.values() for article in values["sheet"].articles]
    assert {article.date.year for article in shown} == {2020}
    assert [(month.title, month.url, month.count) for month in InMemory(articles(15)).months()] == [
        ("Tháng 12/2019", "2019/12/", 4),
        ("Tháng 11/2019", "2019/11/", 11),
    ]
