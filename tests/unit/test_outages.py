"""Outages: told in time, shown while they matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from town_portal.blocks.alerts import BLOCK
from town_portal.blocks.contract import NoOptions, Scene
from town_portal.core.data.tables import DEFAULT_TOWN
from town_portal.core.data.workdays import NONE, Holidays
from town_portal.core.records import Site
from town_portal.features.outages.models import Outage, Outages
from town_portal.features.outages.notice import iter_late, plan_page

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
    return [(alert.level, alert.title, alert.is_hidden) for alert in view.alerts] if view else []


DAY_OFF = {"title": "a", "since": "2026-12-07", "until": "2026-12-07"}


@pytest.mark.parametrize(
    ("fields", "now", "holidays", "is_fault"),
    [
        ({}, "2026-12-01T08:00", NONE, False),
        ({"announced": "2026-12-02"}, "2026-12-01T08:00", NONE, True),
        ({}, "2026-12-01T08:00", Holidays.model_validate({"holidays": [DAY_OFF]}), True),
        # What nobody could know is no fault, nor what can't be put right any more.
        ({"announced": "2026-12-11", "emergency": True}, "2026-12-11T08:00", NONE, False),
        ({"announced": "2026-12-09"}, "2026-12-11T22:00", NONE, False),
    ],
)
def test_seven_working_days_are_enough(
    fields: dict[str, Any], now: str, holidays: Holidays, is_fault: bool
) -> None:
    """Fewer are a fault that says the first right day."""
    told = list(iter_late(outages(**fields), holidays, at(now)))
    assert [index for index, _ in told] == [0] * is_fault
    for _, sentence in told:
        assert "mới báo trước 6 ngày làm việc trọn vẹn, phải là 7" in sentence
        assert "sang từ ngày 12/12/2026 trở đi" in sentence


def test_the_page_says_what_was_late_and_what_was_no_plan() -> None:
    """An emergency is never late; one that came late is told so afterwards."""
    data = outages(announced="2026-12-11", emergency=True)
    (shown,) = plan_page(data, NONE, at("2026-12-11T08:00")).values["coming"]
    assert (shown.emergency, shown.is_late) == (True, False)
    (shown,) = plan_page(outages(announced="2026-12-09"), NONE, at("2026-12-13T00:00")).values[
        "past"
    ]
    assert (shown.state, shown.ahead, shown.is_late) == ("Đã qua", 1, True)


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
    told = [sentence for _, sentence in iter_late(data, NONE, at("2026-11-26T08:00"))]
    assert [f"từ ngày {first} trở đi" in item for item in told] == ([True] if first else [])


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
    values = plan_page(outages(), NONE, at(now)).values
    assert [item.state for item in (*values["coming"], *values["past"])] == (
        [state] if state else []
    )
    title = "Cổng thông tin tạm ngừng từ 22:00 ngày 11/12/2026 đến khoảng 05:00 ngày 12/12/2026"
    wanted = [] if state == "Đã qua" else [("thong-bao", title, state is None)]
    assert alerts(outages(), now) == wanted


def test_back_earlier_ends_the_alert() -> None:
    """When it has really returned, the bar is silent; one day is told once in the title."""
    assert alerts(outages(returned="2026-12-12T01:00"), "2026-12-12T02:00") == []
    data = outages(emergency=True, returns="2026-12-11T23:30")
    title = "Cổng thông tin tạm ngừng từ 22:00 đến khoảng 23:30 ngày 11/12/2026"
    assert alerts(data, "2026-12-11T23:00") == [("canh-bao", title, False)]


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
    """No time, a zone, an end before the begin; only an emergency is told after it began."""
    with pytest.raises(ValidationError):
        Outage.model_validate(GOOD | wrong)
    late = GOOD | {"announced": "2026-12-12", "emergency": True}
    assert Outage.model_validate(late).emergency
