"""Comments, ratings and visits as pages show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from town_portal.blocks.contract import NoOptions, Scene
from town_portal.blocks.visitors import DAYS, build_bars, prepare
from town_portal.core.data.tables import DEFAULT_TOWN, Live, Town, Visits
from town_portal.core.reader_data import Living, ReaderComment, ReaderRating
from town_portal.core.records import Counted, Site
from town_portal.features.live.models import Said, Snapshot
from town_portal.features.live.reader_data import build_living, build_threads, decide_accepted

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BEGIN = datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("UTC"))
LINKS = st.dictionaries(st.integers(1, 9), st.none() | st.integers(1, 12), max_size=9)


def said(number: int, parent: int | None = None, hours: int | None = None) -> Said:
    """Return a comment; without ``hours`` a higher number is later."""
    at = BEGIN + timedelta(hours=number if hours is None else hours)
    return Said(id=number, author=f"Người {number}", text=f"Lời {number}", at=at, parent=parent)


def numbers(comments: tuple[ReaderComment, ...]) -> list[tuple[int, list[int]]]:
    """Return the numbers of the comments, each with those of its answers."""
    return [(comment.number, [answer.number for answer in comment.answers]) for comment in comments]


def test_answers_stand_below_their_comment() -> None:
    """The oldest first, in both; what answers an answer stands there too, and says whom."""
    found = build_threads([said(4, 2), said(3), said(2, 1), said(1)], ZONE)
    assert numbers(found) == [(1, [2, 4]), (3, [])]
    assert [answer.to for answer in found[0].answers] == ["", "Người 2"]


def test_an_answer_to_what_is_not_public_stands_by_itself() -> None:
    """It was approved, so it is shown, names nobody, and has the town's time."""
    (found,) = build_threads([said(2, 1)], ZONE)
    assert (found.number, found.to) == (2, "")
    assert found.at.isoformat() == "2026-11-20T17:00:00+07:00"


@given(LINKS)
def test_every_comment_is_shown_once(links: dict[int, int | None]) -> None:
    """However they answer each other, in circles too."""
    found = build_threads([said(*link) for link in links.items()], ZONE)
    shown = [number for top, below in numbers(found) for number in (top, *below)]
    assert sorted(shown) == sorted(links)
    assert Living(comments=found).count == len(links)
    assert [item.number for item in found] == sorted(item.number for item in found)


@pytest.mark.parametrize(
    ("votes", "average"),
    [
        ((1, 5), "5"),
        ((12, 54), "4,5"),
        ((4, 17), "4,3"),
        ((3, 5), "1,7"),
        ((3, 14), "4,7"),
        ((1000, 1001), "1"),
        # Where there are too few, the service tells no sum of stars.
        ((3, None), ""),
    ],
)
def test_an_average_has_one_digit(votes: tuple[int, int | None], average: str) -> None:
    """Halves go upwards; a whole number has no digit behind it."""
    told = Snapshot(version=1, at=BEGIN, total=5, ratings={"/a/": votes, "/b/": (0, 0)})
    assert build_living("a/", "rating", told, ZONE) == Living("rating", ReaderRating(*votes))
    assert ReaderRating(*votes).average == average
    assert (
        build_living("b/", "all", told, ZONE)
        == build_living("c/", "all", told, ZONE)
        == Living("all")
    )
    assert build_living("b/", "nothing", None, ZONE) == Living()


@pytest.mark.parametrize(
    ("live", "published", "takes", "refuses", "expected"),
    [
        (None, True, True, False, "nothing"),
        (Live(), False, True, False, "nothing"),
        (Live(), True, False, False, "all"),
        (Live(), True, False, True, "rating"),
        (Live(comments=False), True, False, False, "rating"),
        (Live(comments=False), True, True, False, "all"),
    ],
)
def test_what_a_page_takes(
    live: Live | None, published: bool, takes: bool, refuses: bool, expected: str
) -> None:
    """The article's own wish goes before the town's; without a service there is nothing."""
    assert decide_accepted(live, published, takes, refuses) == expected


AT = datetime(2026, 11, 5, 8, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
START = Visits(start=1000, as_of="2020-12")
COUNTED = Counted(
    1200, AT, ((date(2026, 11, 4), 7), (date(2026, 11, 3), 0), (date(2026, 11, 2), 1))
)


def scene(counted: Counted | None, **town: Any) -> Scene[Any, NoOptions]:
    """Return what the block looks at."""
    known = DEFAULT_TOWN.model_copy(update=town)
    return Scene(known, Site(counted=counted), None, NoOptions(), "box", AT)


def test_the_services_total_goes_before_the_start() -> None:
    """With the moment up to which it was counted."""
    view = prepare(scene(COUNTED, visits=START, live=Live()))
    assert view
    assert (view.total, view.as_of, view.is_live) == (1200, "05/11/2026, 08:05", True)
    assert view.bars == ()


@pytest.mark.parametrize("counted", [None, replace(COUNTED, total=3)])
def test_a_total_below_the_start_is_not_believed(counted: Counted | None) -> None:
    """Nor is there one where nothing was told; without a start the box is absent then."""
    view = prepare(scene(counted, visits=START))
    assert view
    assert (view.total, view.as_of, view.is_live) == (1000, "tháng 12/2020", False)
    assert prepare(scene(None, live=Live())) is None
    assert prepare(scene(replace(COUNTED, total=0))) is None


def test_no_more_days_than_asked_for() -> None:
    """The newest are taken; days before the first visit, when nobody counted, are no zeros."""
    days = [(date(2026, 1, 1) + timedelta(days=n), 1) for n in range(40)]
    found = build_bars(replace(COUNTED, days=tuple(days)))
    assert (len(found), found[-1].day) == (DAYS, days[-1][0])
    none = [(day, 0) for day, _ in days]
    assert build_bars(replace(COUNTED, days=tuple(none))) == ()
    assert build_bars(replace(COUNTED, days=(*none, days[-1]))) == ()
    begun = (*none[:35], *days[35:38], *none[38:])
    assert [bar.count for bar in build_bars(replace(COUNTED, days=begun))] == [1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("live", "sentence"),
    [
        ({"address": "http://dem.vn"}, "phải bắt đầu bằng https://"),
        ({"address": "http://127.0.0.1.dem.vn"}, "phải bắt đầu bằng https://"),
        ({"address": "ftp://dem.vn"}, "phải là địa chỉ đầy đủ"),
        ({"address": "https://dem.vn/x"}, "chỉ ghi tên miền"),
        ({"address": "https://dem.vn; script-src *"}, "phải là địa chỉ đầy đủ"),
        ({"address": "https://dem.vn;script-src"}, "tên miền chỉ gồm chữ không dấu"),
        ({"address": "https://a@dem.vn"}, "tên miền chỉ gồm chữ không dấu"),
        ({"contact": "Văn phòng"}, "phải là địa chỉ thư điện tử"),
        ({"khac": 1}, "Extra inputs"),
    ],
)
def test_what_a_service_can_not_be(live: dict[str, Any], sentence: str) -> None:
    """An address that would open the policy, or ask without encryption, is refused."""
    with pytest.raises(ValidationError, match=sentence):
        Town.model_validate({**DEFAULT_TOWN.model_dump(exclude_none=True), "live": live})


@pytest.mark.parametrize(
    "address",
    ["", "https://dem.vn", "https://dem.vn:8443", "http://127.0.0.1:8001", "http://localhost"],
)
def test_what_a_service_can_be(address: str) -> None:
    """Nothing, an encrypted host, or this machine."""
    assert Live.model_validate({"address": address}).address == (address or None)
