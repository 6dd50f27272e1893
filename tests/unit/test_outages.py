"""Outages: told in time, shown while they matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from plugins._kit.outages import Outage, Outages
from plugins._kit.records import Site
from plugins._kit.tables import DEFAULT_TOWN
from plugins._kit.workdays import NONE, Holidays
from plugins.blocks.alerts import BLOCK
from plugins.blocks.contract import NoOptions, Scene
from plugins.outages.notice import late, page

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
GOOD = {
    "announced": "2026-12-01",
    "begins": "2026-12-11T22:00",
    "returns": "2026-12-12T05:00",
    "reason": "Nâng cấp máy chủ.",
}


def outages(**fields: Any) -> Outages:
    """Give one outage, told on a Tuesday, seven working days ahead."""
    return Outages.model_validate({"outages": [GOOD | fields]})


def at(text: str) -> datetime:
    """Give a moment in the town's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def alerts(data: Outages, now: str) -> list[tuple[str, str, bool]]:
    """Give what the bar shows then: level, title, whether it is hidden still."""
    scene: Scene[Any, Any] = Scene(
        *(DEFAULT_TOWN, Site(), None, NoOptions(), "box", at(now)), others={"outages": data}
    )
    view = BLOCK.prepare(scene)
    return [(it.level, it.title, it.is_hidden) for it in view.alerts] if view else []


def test_seven_working_days_are_enough() -> None:
    """Seven working days ahead is in time; six are a fault that says the first right day."""
    now = at("2026-12-01T08:00")
    assert list(late(outages(), NONE, now)) == []
    ((index, sentence),) = late(outages(announced="2026-12-02"), NONE, now)
    assert index == 0
    assert "mới báo trước 6 ngày làm việc trọn vẹn, phải là 7" in sentence
    assert "sang từ ngày 12/12/2026 trở đi" in sentence


@pytest.mark.parametrize(
    ("begins", "first"),
    [
        ("2026-12-04T22:00", "08/12/2026"),
        ("2026-12-06T22:00", "08/12/2026"),
        ("2026-12-07T00:01", "08/12/2026"),
        ("2026-12-08T00:00", None),
    ],
)
def test_the_day_that_is_advised_is_right(begins: str, first: str | None) -> None:
    """Neither the day of telling nor that of beginning counts, and no end of a week."""
    data = outages(announced="2026-11-26", begins=begins, returns="2026-12-09T05:00")
    told = [sentence for _, sentence in late(data, NONE, at("2026-11-26T08:00"))]
    assert [f"từ ngày {first} trở đi" in it for it in told] == ([True] if first else [])


def test_holidays_do_not_count() -> None:
    """A holiday in between makes seven days six."""
    day_off = {"title": "a", "since": "2026-12-07", "until": "2026-12-07"}
    holidays = Holidays.model_validate({"holidays": [day_off]})
    assert list(late(outages(), holidays, at("2026-12-01T08:00")))


def test_an_emergency_is_never_late_and_says_so() -> None:
    """What nobody could know is no fault; the page says that it was no plan."""
    data = outages(announced="2026-12-11", emergency=True)
    assert list(late(data, NONE, at("2026-12-11T08:00"))) == []
    (shown,) = page(data, NONE, at("2026-12-11T08:00")).values["coming"]
    assert (shown.emergency, shown.is_late) == (True, False)


def test_one_that_has_begun_stops_no_build() -> None:
    """Afterwards nothing can be put right: the page tells that it came late."""
    data = outages(announced="2026-12-09")
    assert list(late(data, NONE, at("2026-12-11T22:00"))) == []
    (shown,) = page(data, NONE, at("2026-12-13T00:00")).values["past"]
    assert (shown.state, shown.ahead, shown.is_late) == ("Đã qua", 1, True)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-30T23:59", None),
        ("2026-12-01T00:00", "Sắp tới"),
        ("2026-12-11T22:00", "Đang tạm ngừng"),
        ("2026-12-12T05:00", "Đã qua"),
    ],
)
def test_from_the_day_it_is_told_until_it_is_over(now: str, state: str | None) -> None:
    """The page and the bar show it from the announcement on; the bar until it is over."""
    values = page(outages(), NONE, at(now)).values
    assert [it.state for it in (*values["coming"], *values["past"])] == ([state] if state else [])
    title = "Cổng thông tin tạm ngừng từ 22:00 ngày 11/12/2026 đến khoảng 05:00 ngày 12/12/2026"
    wanted = [] if state == "Đã qua" else [("thong-bao", title, state is None)]
    assert alerts(outages(), now) == wanted


def test_one_day_is_told_once() -> None:
    """From one hour to another of the same day."""
    given = {"announced": "2026-12-01", "begins": "2026-12-15T22:00", "reason": "a"}
    one = Outage.model_validate({**given, "returns": "2026-12-15T23:30"})
    told = "Cổng thông tin tạm ngừng từ 22:00 đến khoảng 23:30 ngày 15/12/2026"
    assert one.title(ZoneInfo("Asia/Ho_Chi_Minh")) == told


def test_back_earlier_ends_the_alert() -> None:
    """When it has really returned, the bar is silent."""
    assert alerts(outages(returned="2026-12-12T01:00"), "2026-12-12T02:00") == []
    assert alerts(outages(emergency=True), "2026-12-12T02:00")[0][0] == "canh-bao"


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins": "2026-12-11"},
        {"begins": "2026-12-11T22:00+07:00"},
        {"returns": "2026-12-11T21:00"},
        {"returned": "2026-12-11T21:00"},
        {"announced": "2026-12-12"},
    ],
)
def test_slips_are_faults(wrong: dict[str, str]) -> None:
    """A day without a time, a zone, an end before the begin are refused."""
    with pytest.raises(ValidationError):
        Outage.model_validate(GOOD | wrong)
