"""What readers are told of outages, and whether in time. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from town_portal.build.made import MadePage
from town_portal.core import dates
from town_portal.core.data.workdays import Holidays
from town_portal.features.outages.models import NOTICE, PAGE, Outage, Outages

LATE = (
    "mới báo trước {} ngày làm việc trọn vẹn, phải là {}: hãy dời lúc bắt đầu (begins) sang từ "
    "ngày {} trở đi; sự cố đột xuất thì ghi emergency: true"
)
TITLE = "Thông báo tạm ngừng cổng"


@dataclass(frozen=True)
class ShownOutage:
    """An outage as the page shows it; ``ahead`` is in working days, ``state`` in words."""

    title: str
    reason: str
    state: str
    announced: date
    begins: datetime
    returns: datetime
    returned: datetime | None
    ahead: int
    emergency: bool
    is_late: bool


def iter_late(data: Outages, holidays: Holidays, now: datetime) -> Iterator[tuple[int, str]]:
    """Yield the place of each outage still to come that is told too late, with what to do.

    ``now`` is in the town's zone. Of one that has begun the page itself tells that it was late.
    """
    for index, outage in enumerate(data.outages):
        has_begun = dates.convert_to_zone(outage.begins, _get_zone(now)) <= now
        if not has_begun and outage.is_late(holidays):
            first = dates.format_day(outage.earliest(holidays))
            yield index, LATE.format(outage.ahead(holidays), NOTICE, first)


def plan_page(data: Outages, holidays: Holidays, now: datetime) -> MadePage:
    """Return the page of all outages at the build's clock; ``now`` is in the town's zone.

    One that is not announced yet is not shown.
    """
    zone = _get_zone(now)
    told = [
        outage for outage in data.outages if dates.convert_to_zone(outage.announced, zone) <= now
    ]
    told.sort(key=lambda item: dates.convert_to_zone(item.begins, zone))
    coming = tuple(_build_shown(item, holidays, now) for item in told if now < _get_end(item, zone))
    past = tuple(
        _build_shown(item, holidays, now) for item in reversed(told) if _get_end(item, zone) <= now
    )
    newest = max((item.announced for item in told), default=None)
    return MadePage(
        PAGE,
        "outages/outages",
        {"title": TITLE, "coming": coming, "past": past, "notice": NOTICE, "changed": newest},
        in_sitemaps=True,
        group="Lịch và thông báo",
        changed=dates.convert_to_zone(newest, zone) if newest else None,
        paragraphs=tuple(f"{item.title}. {item.reason}" for item in (*coming, *past)),
    )


def _get_end(outage: Outage, zone: ZoneInfo) -> datetime:
    return dates.convert_to_zone(outage.last, zone)


def _get_zone(now: datetime) -> ZoneInfo:
    assert isinstance(now.tzinfo, ZoneInfo)
    return now.tzinfo


def _build_shown(outage: Outage, holidays: Holidays, now: datetime) -> ShownOutage:
    zone = _get_zone(now)
    begins, end = dates.convert_to_zone(outage.begins, zone), _get_end(outage, zone)
    state = "Sắp tới" if now < begins else "Đang tạm ngừng" if now < end else "Đã qua"
    return ShownOutage(
        outage.title(zone),
        outage.reason,
        state,
        outage.announced,
        begins,
        dates.convert_to_zone(outage.returns, zone),
        dates.convert_to_zone(outage.returned, zone) if outage.returned else None,
        outage.ahead(holidays),
        outage.emergency,
        outage.is_late(holidays),
    )
