"""What publishing reminds of: contact data as `new` left them, whose machines keep the log."""

from __future__ import annotations

from typing import Any

import pytest

from town_portal.core.data.tables import Town
from town_portal.features.statutory.models import Statutory
from town_portal.publishing.publish.unfilled import HOSTED, reminders

NEW = {
    "name": "Phường Sông Trí",
    "province": "Tỉnh Hà Tĩnh",
    "address": "Phường Sông Trí, Tỉnh Hà Tĩnh",
    "time_zone": "Asia/Ho_Chi_Minh",
    "base_path": "/",
}
FULL = {
    **NEW,
    "address": "Số 1, đường A",
    "telephone": "024 000 0000",
    "email": "a@b.vn",
    "responsible": "Nguyễn Văn A",
    "site": "https://a.vn",
}
PRIVACY = {"privacy": {"made": "2026-11-25"}}


def reminded(town: dict[str, Any], statutory: dict[str, Any] = PRIVACY, to: str = "") -> list[str]:
    """Return the reminders of a town."""
    return reminders(Town.model_validate(town), Statutory.model_validate(statutory), to)


def test_a_new_town_is_told_all_that_is_missing() -> None:
    """In one line, each with its field."""
    (line,) = reminded(NEW)
    for field in ("address", "telephone", "email", "responsible", "site"):
        assert f"({field})" in line


@pytest.mark.parametrize("field", ["address", "telephone", "email", "responsible", "site"])
def test_each_is_told_alone(field: str) -> None:
    """What is filled in is not named; nothing is said where all is."""
    without = {**FULL, field: NEW.get(field)}
    (line,) = reminded({name: item for name, item in without.items() if item})
    assert line.count("(") == 1
    assert f"({field})" in line
    assert not reminded(FULL)


def test_who_keeps_the_log_is_asked_for_targets_of_others() -> None:
    """Git's and rclone's targets lie with others most times; one who says so is not asked again."""
    for to in ("git+https://github.example/a.git#gh-pages", "rclone:R2:cong"):
        assert reminded(FULL, to=to) == [HOSTED]
        assert not reminded(FULL, {"privacy": {"made": "2026-11-25", "host": {"name": "B"}}}, to)
    assert not reminded(FULL, to="ssh://a@b.vn/srv")


def test_an_archive_is_reminded_of_nothing() -> None:
    """Nobody works there any more."""
    assert not reminded({**NEW, "archive": {"since": "2025-07-01"}})
