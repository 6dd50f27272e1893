"""Units and leaders, and what is not told of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from town_portal.build.build import Build
from town_portal.core.data.former import Validity
from town_portal.core.data.tables import Town
from town_portal.core.faults import Faults
from town_portal.features.duties.missing_fields import list_openings
from town_portal.features.organisation.models import Leader, Monument, Monuments, Organisation, Unit
from town_portal.features.organisation.pages import get_last_day, list_branches, split_leaders
from town_portal.features.organisation.plugin import _note_days

TOWN = Town(name="Thị trấn Thử", address="Số 1", time_zone="Asia/Ho_Chi_Minh", base_path="/")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 28)


def test_units_stand_below_those_they_belong_to() -> None:
    """A unit comes right after its parent and that one's own, whatever the file's order."""
    found = list_branches(
        [
            Unit(name="A", key="a"),
            Unit(name="B", key="b"),
            Unit(name="C", parent="a"),
            Unit(name="Ban D", parent="c"),
        ]
    )
    shown = [(branch.unit.name, branch.depth) for branch in found]
    assert shown == [("A", 0), ("C", 1), ("Ban D", 2), ("B", 0)]


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ([{"name": "A", "parent": "b"}, {"name": "B"}], "không có đơn vị nào khóa “b”"),
        ([{"name": "A", "parent": "a"}], "không có đơn vị nào khóa “a”"),
        ([{"name": "Ban A"}, {"name": "ban a"}], "hai đơn vị cùng khóa “ban-a”"),
    ],
)
def test_units_that_are_no_tree_are_a_fault(units: list[dict[str, Any]], words: str) -> None:
    """A parent that does not stand before, a unit below itself, a key used twice."""
    with pytest.raises(ValidationError, match=words):
        Organisation.model_validate({"units": units})


def test_leaders_are_divided_by_the_last_day_of_office() -> None:
    """First and last day belong to it; who begins later is not shown, the former last one first.

    Of an authority that ended those lead who led it on its own last day.
    """
    leaders = [
        Leader(name="A", until=TODAY),
        Leader(name="B", until=date(2020, 1, 1)),
        Leader(name="C", since=TODAY),
        Leader(name="D", until=date(2021, 1, 1)),
        Leader(name="E", since=TODAY + timedelta(days=1)),
    ]
    now, before = split_leaders(leaders, TODAY)
    assert [one.leader.name for one in now] == ["A", "C"]
    assert [one.leader.name for one in before] == ["D", "B"]
    ended = TOWN.model_copy(update={"valid": Validity(until=date(2025, 6, 30))})
    assert get_last_day(ended, TODAY) == date(2025, 6, 30)
    assert get_last_day(ended, date(2025, 1, 1)) == date(2025, 1, 1)
    assert get_last_day(TOWN, TODAY) == TODAY


def test_the_pages_last_until_somebody_begins_or_ends(tmp_path: Path) -> None:
    """The first day of office turns the page, and the day after the last."""
    now = datetime(2026, 11, 28, 9, tzinfo=ZONE)
    leaders = (
        Leader(name="A", until=TODAY - timedelta(days=3)),
        Leader(name="B", since=TODAY + timedelta(days=2), until=TODAY + timedelta(days=9)),
    )
    build = Build(tmp_path, now, Faults(), {"town": TOWN})
    _note_days(Organisation(leaders=leaders), build)
    days = [datetime.fromtimestamp(item, ZONE) for item in build.span]
    assert [day.isoformat()[:16] for day in days] == ["2026-11-26T00:00", "2026-11-30T00:00"]


def test_openings_name_file_field_and_what_is_missing() -> None:
    """Everything empty that the law asks for, what sources differ on, what staff have noted."""
    organisation = Organisation.model_validate(
        {
            "units": [
                {"name": "Văn phòng", "function": "a", "head": "A", "address": "b", "hours": "c"}
            ],
            "leaders": [{"name": "A", "post": "Chủ tịch"}, {"name": "B", "until": "2021-06-30"}],
            "pending": [{"to": "/gioi-thieu/", "text": "khí hậu"}],
        }
    )
    monuments = Monuments(monuments=(Monument(name="Đền", source="x", sure=False),))
    told = list_openings({"town": TOWN, "organisation": organisation, "monuments": monuments})
    found = {(item.file.removeprefix("data/"), item.field): item.words for item in told}
    telephone = found["organisation.yaml", "units.1.telephone"]
    assert telephone == "Văn phòng: thiếu số điện thoại"
    assert {field for _, field in found} >= {
        *("leaders.1.task", "leaders.1.email", "leaders.2.task", "pending.1"),
        *("monuments.1.where", "monuments.1.sure"),
    }
    assert ("town.yaml", "responsible") in found
    filled = {"units.1.head", "leaders.1.post", "leaders.2.email", "address"}
    assert not filled & {field for _, field in found}
    without = list_openings({"organisation": Organisation(), "monuments": None})
    assert {"leaders", ""} <= {item.field for item in without}
    assert list_openings({})[0].field == ""
