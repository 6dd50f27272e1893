"""outages.yaml: when the portal is not to be reached, and since when readers are told."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import model_validator

from town_portal.core import dates
from town_portal.core.data.fields import Day, FieldError, Text, When
from town_portal.core.data.loading import Model, Table
from town_portal.core.data.workdays import Holidays, add_workdays, count_workdays

NOTICE = 7
"""Working days that a planned outage is told ahead of (Nghị định 224/2026/NĐ-CP, Điều 13)."""
TIMES = ("begins", "returns", "returned")
PAGE = "tam-ngung/"


class Outage(Model):
    """One outage; times are the town's own.

    ``announced``: since when readers are told; ``returns``: when it is expected to end;
    ``returned``: when it did; ``what`` is out of order, the portal where nothing else is said;
    ``emergency``: nobody could know it ahead.
    """

    announced: Day
    begins: When
    returns: When
    reason: Text
    what: Text | None = None
    emergency: bool = False
    returned: When | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Outage":
        for name in TIMES:
            value = getattr(self, name)
            if value is not None and (not isinstance(value, datetime) or value.tzinfo):
                raise FieldError(
                    "ghi ngày và giờ địa phương, không ghi múi giờ, ví dụ 2026-12-20T22:00", name
                )
        if self.returns <= self.begins:
            raise FieldError("lúc trở lại phải ở sau lúc bắt đầu ngừng", "returns")
        if self.returned is not None and self.returned <= self.begins:
            raise FieldError("lúc trở lại phải ở sau lúc bắt đầu ngừng", "returned")
        if not self.emergency and self.announced > _parse_day(self.begins):
            raise FieldError(
                "ngày báo trước phải không sau lúc bắt đầu ngừng; sự cố đột xuất thì ghi "
                "emergency: true",
                "announced",
            )
        return self

    @property
    def last(self) -> date:
        """When it is over, as far as is known."""
        return self.returned or self.returns

    def ahead(self, holidays: Holidays) -> int:
        """Return how many full working days lie between the days of telling and beginning."""
        before = _parse_day(self.begins) - timedelta(days=1)
        return max(0, count_workdays(self.announced, before, holidays))

    def earliest(self, holidays: Holidays) -> date:
        """Return the first day on which it may begin, told when it was."""
        return add_workdays(self.announced, NOTICE, holidays) + timedelta(days=1)

    def is_late(self, holidays: Holidays) -> bool:
        """Tell whether it was told too late; an emergency never is."""
        return not self.emergency and self.ahead(holidays) < NOTICE

    def title(self, zone: ZoneInfo) -> str:
        """Return what readers must know, in one line."""
        since, until = (
            dates.convert_to_zone(self.begins, zone),
            dates.convert_to_zone(self.returns, zone),
        )
        what = self.what or "Cổng thông tin"
        begins = dates.format_clock(since) if since.date() == until.date() else format_moment(since)
        return f"{what} tạm ngừng từ {begins} đến khoảng {format_moment(until)}"


class Outages(Model):
    """All outages, past ones too."""

    outages: tuple[Outage, ...] = ()


def format_moment(value: datetime) -> str:
    """Return ``22:00 ngày 20/12/2026``."""
    return f"{dates.format_clock(value)} ngày {dates.format_day(value)}"


def _parse_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


OUTAGES = Table("outages", Outages)
