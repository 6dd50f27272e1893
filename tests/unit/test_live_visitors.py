"""The box of visits: what the live service told, else the town's start; never a false number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from plugins._kit.records import Counted, Site
from plugins._kit.tables import DEFAULT_TOWN, Live, Town, Visits
from plugins.blocks.contract import NoOptions, Scene
from plugins.blocks.visitors import DAYS, HIGH, bars, prepare

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


def test_days_are_drawn_on_the_page() -> None:
    """The oldest first; the busiest as high as there is room, one visit is seen, none is not."""
    view = prepare(replace(scene(COUNTED, visits=START), form="page"))
    assert view
    assert [(bar.day.day, bar.height) for bar in view.bars] == [(2, 18), (3, 0), (4, HIGH)]
    assert [bar.x for bar in view.bars] == [0, 20, 40]
    assert all(bar.y + bar.height == HIGH for bar in view.bars)
    assert (view.width, view.height, view.busiest.count) == (60, HIGH, 7)


def test_no_more_days_than_asked_for() -> None:
    """The newest are taken; days before the first visit, when nobody counted, are no zeros."""
    days = [(date(2026, 1, 1) + timedelta(days=n), 1) for n in range(40)]
    found = bars(replace(COUNTED, days=tuple(days)))
    assert (len(found), found[-1].day) == (DAYS, days[-1][0])
    none = [(day, 0) for day, _ in days]
    assert bars(replace(COUNTED, days=tuple(none))) == ()
    assert bars(replace(COUNTED, days=(*none, days[-1]))) == ()
    begun = (*none[:35], *days[35:38], *none[38:])
    assert [bar.count for bar in bars(replace(COUNTED, days=begun))] == [1, 1, 1, 0, 0]


def test_a_day_that_is_not_over_is_told() -> None:
    """Its number is lower than it will be."""
    page = replace(scene(COUNTED, visits=START), form="page")
    today = replace(COUNTED, days=((date(2026, 11, 4), 5), (date(2026, 11, 5), 3)))
    views = prepare(page), prepare(replace(page, site=Site(counted=today)))
    assert [view.is_day_open for view in views if view] == [False, True]


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
