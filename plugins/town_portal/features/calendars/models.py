"""The data of calendar.yaml or calendar.csv: what happens when, where and with whom."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from town_portal.core.data.fields import Day, FieldError, Text
from town_portal.core.data.loading import Model, Table

Kind = Literal["tiep-cong-dan", "lam-viec"]
KINDS: dict[Kind, str] = {"tiep-cong-dan": "Lịch tiếp công dân", "lam-viec": "Lịch làm việc"}
"""The kinds of calendars, in the order in which they are shown."""
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|[hgHG])\s*(\d{2})?")


def _check_clock(value: str) -> str:
    match = _CLOCK.fullmatch(value)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise ValueError("không phải giờ hợp lệ; hãy viết giờ:phút, ví dụ 08:00 hoặc 13:30")
    return f"{int(match[1]):02d}:{match[2] or '00'}"


Clock = Annotated[str, AfterValidator(_check_clock)]
"""A time of day: ``08:00``; ``8h``, ``8h30`` and ``8 giờ``'s letter are read too."""


class Event(Model):
    """One entry; ``who`` is a post, such as the chairman's; without times it fills the day."""

    day: Day
    from_time: Clock | None = None
    to_time: Clock | None = None
    what: Text
    who: Text | None = None
    where: Text | None = None
    kind: Kind

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        if self.to_time and not self.from_time:
            raise FieldError("có giờ kết thúc thì phải có giờ bắt đầu", "from_time")
        if self.from_time and self.to_time and self.to_time <= self.from_time:
            raise FieldError("giờ kết thúc phải ở sau giờ bắt đầu", "to_time")
        return self

    @property
    def rank(self) -> tuple[str, str, str]:
        """What entries are in order by."""
        return self.day.isoformat(), self.from_time or "", self.what


class Calendar(Model):
    """All entries; ``note`` is a word to the reader above them, ``modified`` when they changed."""

    note: Text | None = None
    modified: Day | None = None
    events: tuple[Event, ...] = ()


TABLE = Table("calendar", Calendar)
