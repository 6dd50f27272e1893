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
class Shown:
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
    events: tuple[Shown, ...]


@dataclass(frozen=True)
class Section:
    """The entries of a kind: those of this and later weeks, and past ones, the newest first."""

    key: Kind
    title: str
    file: str
    coming: tuple[Week, ...]
    past: tuple[Week, ...]


def monday(day: date) -> date:
    """Return the first day of a week."""
    return day - timedelta(days=day.weekday())


def span(now: datetime) -> tuple[float, float]:
    """Return from when until when the page is as at ``now`` (seconds since 1970): a week."""
    first = monday(now.date())
    bounds = (first, first + WEEK)
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=now.tzinfo) for day in bounds)
    return begin.timestamp(), end.timestamp()


def file_of(kind: Kind) -> str:
    """Return the address of a kind's file for people's own calendars."""
    return f"{PAGE}{kind}.ics"


def page(calendar: Calendar, today: date, zone: ZoneInfo) -> MadePage:
    """Return the page as it is on a day."""
    sections = tuple(section(kind, calendar.events, today) for kind in KINDS)
    shown = tuple(it for it in sections if it.coming or it.past)
    values = {"title": TITLE, "note": calendar.note or "", "sections": shown}
    changed = calendar.modified
    return MadePage(
        PAGE,
        "calendars/calendar",
        {**values, "modified": changed},
        in_sitemaps=True,
        group="Lịch và thông báo",
        changed=dates.in_zone(changed, zone) if changed else None,
        paragraphs=tuple(_paragraphs(calendar, shown)),
        is_empty=not shown,
    )


def section(kind: Kind, events: Iterable[Event], today: date) -> Section:
    """Return the entries of one kind by week."""
    own = sorted((it for it in events if it.kind == kind), key=lambda it: it.rank)
    this = monday(today)
    weeks = [(first, tuple(group)) for first, group in groupby(own, lambda it: monday(it.day))]
    coming = tuple(_week(first, group, this) for first, group in weeks if first >= this)
    past = tuple(_week(first, group, this) for first, group in reversed(weeks) if first < this)
    return Section(kind, KINDS[kind], file_of(kind), coming, past)


def _week(first: date, events: Iterable[Event], this: date) -> Week:
    names = {this: "Tuần này: ", this + WEEK: "Tuần sau: "}
    last = first + timedelta(days=6)
    title = f"từ {dates.day(first)} đến {dates.day(last)}"
    return Week(f"{names.get(first, 'Tuần ')}{title}", tuple(map(_shown, events)))


def _shown(event: Event) -> Shown:
    time = event.from_time or ""
    if event.to_time:
        time += f" – {event.to_time}"
    return Shown(event.day, time, event.what, event.who or "", event.where or "")


def _paragraphs(calendar: Calendar, sections: Iterable[Section]) -> Iterator[str]:
    if calendar.note:
        yield calendar.note
    for it in sections:
        for week in it.coming:
            yield from (
                f"{it.title}, {dates.weekday(event.day)}: {event.what}" for event in week.events
            )
