"""Lists: pages that never change once they are full, and which lists there are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins._kit.made import MadePage
from plugins._kit.paging import Sheet, sheets
from plugins._kit.records import Article, Site, Topic
from plugins._kit.tables import PEOPLE, PLACES, tag_topic
from plugins.lists.calendar import calendar
from plugins.lists.plan import months, plan

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
    """All sheets together hold the list, in its order, newest first."""
    listed = [
        article for sheet in sheets("a/", articles(count), size) for article in sheet.articles
    ]
    assert listed == articles(count)


@given(counts, sizes)
@relaxed
def test_how_many_stand_where(count: int, size: int) -> None:
    """A numbered sheet holds `size` articles, the list's own address less than twice as many."""
    own, *numbered = sheets("a/", articles(count), size)
    assert all(len(sheet.articles) == size for sheet in numbered)
    assert len(own.articles) < 2 * size
    assert len(own.articles) >= size or not numbered


@given(counts, st.integers(min_value=0, max_value=20), sizes)
@relaxed
def test_numbered_sheets_never_change(count: int, more: int, size: int) -> None:
    """New articles leave the articles of each numbered sheet, and its way back, as they were."""
    before = by_url(sheets("a/", articles(count), size))
    after = by_url(sheets("a/", articles(count + more), size))
    for url, sheet in before.items():
        if sheet.number is not None:
            assert after[url].articles == sheet.articles
            assert after[url].number == sheet.number
            assert after[url].older == sheet.older


@given(counts, sizes)
@relaxed
def test_newer_and_older_are_a_chain(count: int, size: int) -> None:
    """From the newest sheet to the oldest and back, each leads to its neighbour."""
    found = sheets("a/", articles(count), size)
    assert (found[0].newer, found[-1].older) == (None, None)
    for newer, older in pairwise(found):
        assert (newer.older, older.newer) == (older.url, newer.url)


@given(counts, sizes)
@relaxed
def test_numbers_count_from_the_oldest(count: int, size: int) -> None:
    """Sheet 1 is the oldest; the list's own address has no number."""
    own, *numbered = sheets("a/", articles(count), size)
    assert (own.url, own.number) == ("a/", None)
    assert [sheet.number for sheet in numbered] == list(range(len(numbered), 0, -1))
    assert all(sheet.url == f"a/trang/{sheet.number}/" for sheet in numbered)


def test_months_with_articles() -> None:
    """Months are counted, newest first, in words and with their address."""
    found = months(articles(15))
    assert [(month.title, month.url, month.count) for month in found] == [
        ("Tháng 12/2019", "2019/12/", 4),
        ("Tháng 11/2019", "2019/11/", 11),
    ]


def pages(found: list[MadePage], start: str) -> list[str]:
    """Give the addresses that begin so."""
    return [page.url for page in found if page.url.startswith(start)]


@pytest.fixture
def site() -> Site:
    """A site of 50 articles over two years, one in five with a tag."""
    listed = tuple(articles(50, days=3))
    return Site(listed, (), {NEWS: listed, EMPTY: ()}, {TAG: listed[::5]})


def test_the_fixed_lists_are_always_there() -> None:
    """Even a portal without articles has its home page, archive and tree."""
    found = {page.url: page.template for page in plan(Site(), 20)}
    assert found == {
        "": "index",
        "chuyen-muc/": "categories",
        "tu-khoa/": "tags",
        "luu-tru/": "archives",
        "so-do-cong/": "sitemap",
    }


def test_each_topic_has_its_list(site: Site) -> None:
    """Categories and tags have their sheets; an empty category has one empty sheet."""
    found = plan(site, 20)
    assert pages(found, "chuyen-muc/tin/") == ["chuyen-muc/tin/", "chuyen-muc/tin/trang/1/"]
    assert pages(found, "chuyen-muc/trong/") == ["chuyen-muc/trong/"]
    assert pages(found, "tu-khoa/a/") == ["tu-khoa/a/"]


def test_each_year_and_month_has_its_list(site: Site) -> None:
    """Years and months with articles have a folder, others none."""
    found = plan(site, 15, with_days=False)
    assert pages(found, "2019/") == ["2019/", "2019/12/", "2019/11/"]
    assert pages(found, "2020/")[:2] == ["2020/", "2020/trang/1/"]
    assert pages(found, "2020/")[2:] == ["2020/04/", "2020/03/", "2020/02/", "2020/01/"]


def test_each_day_has_its_list_after_its_month(site: Site) -> None:
    """Days with articles have a folder below their month, the newest first, others none."""
    found = plan(site, 15)
    days = [item.date for item in site.articles if f"{item.date:%Y-%m}" == "2019-12"]
    wanted = list(dict.fromkeys(f"2019/12/{day:%d}/" for day in days))
    assert pages(found, "2019/12/") == ["2019/12/", *wanted]
    (first,) = (page for page in found if page.url == wanted[0])
    assert first.values["title"] == f"Ngày {days[0]:%d/%m/%Y}"
    assert [words for _, words in first.values["crumbs"]] == [
        "Lưu trữ",
        "Năm 2019",
        "Tháng 12/2019",
    ]


def test_a_month_has_a_calendar_on_its_own_address(site: Site) -> None:
    """It counts the articles of each day; numbered pages and other lists have none."""
    found = {page.url: page.values.get("calendar") for page in plan(site, 5)}
    month = found["2020/01/"]
    assert month is not None
    counts = {cell.day: cell.count for week in month.weeks for cell in week if cell.day}
    assert sum(counts.values()) == sum(f"{it.date:%Y-%m}" == "2020-01" for it in site.articles)
    assert len(counts) == 31
    assert [url for url, calendar in found.items() if calendar] == [
        url for url in found if re.fullmatch(r"\d{4}/\d\d/", url)
    ]


def test_weeks_of_a_calendar_begin_on_monday() -> None:
    """Days of other months are left open."""
    found = calendar([Article("x/", "x", datetime(2026, 11, 25, tzinfo=UTC), False, NEWS)])
    assert [cell.day for cell in found.weeks[0]] == [0, 0, 0, 0, 0, 0, 1]
    assert [cell.day for cell in found.weeks[-1]] == [30, 0, 0, 0, 0, 0, 0]
    assert [cell.count for week in found.weeks for cell in week if cell.day == 25] == [1]
    assert found.url(5) == "2026/11/05/"


def test_people_and_places_have_lists_where_there_are_any() -> None:
    """Each has its own, and there is a list of all; without any there is none."""
    someone = tag_topic("Trần Phú", PEOPLE)
    site = Site(people={someone: ()}, places={tag_topic("Núi Hồng", PLACES): ()})
    urls = {page.url: page.template for page in plan(site, 20)}
    assert urls["nhan-vat/"] == "people"
    assert urls["nhan-vat/tran-phu/"] == "person"
    assert urls["dia-danh/nui-hong/"] == "place"


def test_a_year_shows_its_own_articles(site: Site) -> None:
    """Articles of a year stand in its list and in no other year's."""
    for page in plan(site, 100):
        if page.template == "period_archives":
            year = page.url[:4]
            assert {f"{item.date:%Y}" for item in page.values["sheet"].articles} == {year}


def test_the_months_of_a_year_stand_on_its_own_address(site: Site) -> None:
    """A new article changes their counts, and no numbered page for that."""
    found = {page.url: page.values for page in plan(site, 5) if page.url.startswith("2020/")}
    assert found["2020/"]["months"] == months([it for it in site.articles if it.date.year == 2020])
    assert "2020/trang/1/" in found
    assert not any(values["months"] for url, values in found.items() if url != "2020/")


def test_no_address_is_planned_twice(site: Site) -> None:
    """Each list page has an address of its own, ending in a slash."""
    urls = [page.url for page in plan(site, 3)]
    assert len(urls) == len(set(urls))
    assert all(url == "" or url.endswith("/") for url in urls)


def test_a_numbered_page_says_so_in_its_title(site: Site) -> None:
    """No two pages of a list have the same title."""
    titles = [page.values["title"] for page in plan(site, 20) if "chuyen-muc/tin" in page.url]
    assert titles == ["Tin", "Tin – trang 1"]


def test_the_way_back_is_known(site: Site) -> None:
    """Crumbs lead from a list up to what it belongs to."""
    found = {page.url: page.values for page in plan(site, 20)}
    assert found["chuyen-muc/tin/"]["crumbs"] == [("chuyen-muc/", "Chuyên mục")]
    assert found["tu-khoa/a/"]["crumbs"] == [("tu-khoa/", "Từ khóa")]
    assert found["2019/12/"]["crumbs"] == [("luu-tru/", "Lưu trữ"), ("2019/", "Năm 2019")]
