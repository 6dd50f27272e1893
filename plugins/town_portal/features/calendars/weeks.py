"""Entries by kind and week, as the page shows them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from town_portal.build.made import MadePage
from town_portal.core import dates
from town_portal.features.calendars.models import KINDS, Calendar, Event, Kind

PAGE = "lich/"
TITLE = "Lịch làm việc và tiếp công dân"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class ShownEvent:
    """An entry; ``time`` in words, empty where it fills the day."""

    day: date
    time: str
    what: str
    who: str
    where: str


@dataclass(frozen=True)
class Week:
    """A week with entries; ``title`` in words."""

    title: str
    events: tuple[ShownEvent, ...]


@dataclass(frozen=True)
class CalendarSection:
    """The entries of a kind: those of this and later weeks, and past ones, the newest first."""

    key: Kind
    title: str
    file: str
    coming: tuple[Week, ...]
    past: tuple[Week, ...]


def get_monday(day: date) -> date:
    """Return the first day of a week."""
    return day - timedelta(days=day.weekday())


def compute_valid_span(now: datetime) -> tuple[float, float]:
    """Return from when until when the page is as at ``now`` (seconds since 1970): a week."""
    first = get_monday(now.date())
    bounds = (first, first + WEEK)
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=now.tzinfo) for day in bounds)
    return begin.timestamp(), end.timestamp()


def get_file_address(kind: Kind) -> str:
    """Return the address of a kind's file for people's own calendars."""
    return f"{PAGE}{kind}.ics"


def plan_page(calendar: Calendar, today: date, zone: ZoneInfo) -> MadePage:
    """Return the page as it is on a day."""
    sections = tuple(build_section(kind, calendar.events, today) for kind in KINDS)
    shown = tuple(section for section in sections if section.coming or section.past)
    values = {"title": TITLE, "note": calendar.note or "", "sections": shown}
    changed = calendar.modified
    return MadePage(
        PAGE,
        "calendars/calendar",
        {**values, "modified": changed},
        in_sitemaps=True,
        group="Lịch và thông báo",
        changed=dates.convert_to_zone(changed, zone) if changed else None,
        paragraphs=tuple(_iter_paragraphs(calendar, shown)),
        is_empty=not shown,
    )


def build_section(kind: Kind, events: Iterable[Event], today: date) -> CalendarSection:
    """Return the entries of one kind by week."""
    own = sorted((event for event in events if event.kind == kind), key=lambda item: item.rank)
    this = get_monday(today)
    weeks = [
        (first, tuple(group)) for first, group in groupby(own, lambda item: get_monday(item.day))
    ]
    coming = tuple(_build_week(first, group, this) for first, group in weeks if first >= this)
    past = tuple(
        _build_week(first, group, this) for first, group in reversed(weeks) if first < this
    )
    return CalendarSection(kind, KINDS[kind], get_file_address(kind), coming, past)


def _build_week(first: date, events: Iterable[Event], this: date) -> Week:
    names = {this: "Tuần này: ", this + WEEK: "Tuần sau: "}
    last = first + timedelta(days=6)
    title = f"từ {dates.format_day(first)} đến {dates.format_day(last)}"
    return Week(f"{names.get(first, 'Tuần ')}{title}", tuple(map(_build_shown, events)))


def _build_shown(event: Event) -> ShownEvent:
    time = event.from_time or ""
    if event.to_time:
        time += f" – {event.to_time}"
    return ShownEvent(event.day, time, event.what, event.who or "", event.where or "")


def _iter_paragraphs(calendar: Calendar, sections: Iterable[CalendarSection]) -> Iterator[str]:
    if calendar.note:
        yield calendar.note
    for section in sections:
        for week in section.coming:
            yield from (
                f"{section.title}, {dates.format_weekday(event.day)}: {event.what}"
                for event in week.events
            )
