"""Entries as an iCalendar file (RFC 5545). Pure; the same entries give the same bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from town_portal.features.calendars.models import KINDS, Event, Kind


def write_calendar_file(
    kind: Kind, events: Iterable[Event], publisher: str, host: str, zone: str
) -> bytes:
    """Return the file of a kind.

    ``publisher`` is the authority's name; ``host`` makes the entries' names unlike anybody else's.
    An entry keeps its name while its day, its time and its place among entries of the same time
    stay, so that a corrected one replaces the old one where somebody takes the file once more.
    """
    import icalendar  # late: a portal without a calendar does not wait for it

    own = sorted((event for event in events if event.kind == kind), key=lambda item: item.rank)
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{publisher}//{KINDS[kind]}//VI")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{KINDS[kind]} – {publisher}")
    made.add("x-wr-timezone", zone)
    if own:
        made.add_component(_build_zone(icalendar, ZoneInfo(zone), own[0]))
    counts: dict[str, int] = {}
    for event in own:
        start = f"{event.day:%Y%m%d}T{(event.from_time or '').replace(':', '')}"
        counts[start] = counts.get(start, 0) + 1
        made.add_component(
            _build_entry(icalendar, event, f"{start}-{kind}-{counts[start]}@{host}", zone)
        )
    return bytes(made.to_ical())


def _build_zone(icalendar: Any, zone: ZoneInfo, first: Event) -> Any:
    """Return the zone with the one offset that it has: Viet Nam knows no summer time."""
    offset = _get_moment(first, "12:00", zone).utcoffset()
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local by RFC 5545, 3.6.5
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", _get_moment(first, "12:00", zone).tzname() or zone.key)
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    made.add_component(standard)
    return made


def _build_entry(icalendar: Any, event: Event, name: str, zone: str) -> Any:
    """Return one entry; its stamp is its own day, which no clock changes."""
    made = icalendar.Event()
    made.add("uid", name)
    made.add("dtstamp", datetime.combine(event.day, time(), UTC))
    made.add("summary", event.what)
    if event.from_time:
        made.add("dtstart", _get_moment(event, event.from_time, ZoneInfo(zone)))
        if event.to_time:
            made.add("dtend", _get_moment(event, event.to_time, ZoneInfo(zone)))
    else:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    if event.where:
        made.add("location", event.where)
    if event.who:
        made.add("description", f"Chủ trì: {event.who}")
    made.add("categories", [KINDS[event.kind]])
    return made


def _get_moment(event: Event, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(event.day, time.fromisoformat(clock), zone)
