"""Pelican's side of the calendars: read the data, plan the page, write the files."""

from collections.abc import Iterable
from functools import partial
from typing import Any, cast
from urllib.parse import urlsplit

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.content_files.opening import has_file
from town_portal.core.data.loading import read_text
from town_portal.core.text import make_slug
from town_portal.features.calendars.ics import write_calendar_file
from town_portal.features.calendars.models import TABLE, Calendar
from town_portal.features.calendars.sheet import parse_sheet
from town_portal.features.calendars.weeks import compute_valid_span, plan_page

TABLES = (TABLE,)
BOTH = "đã có calendar.yaml; hãy chỉ giữ một trong hai tệp"


def write_calendars(generator: Any, _writer: Any) -> None:
    """Write a file for each kind that has entries."""
    build: Build = generator.settings["BUILD"]
    town, calendar = build.town, cast("Calendar | None", build.data[TABLE.name])
    host = urlsplit(town.site or "").hostname or f"{make_slug(town.name)}.invalid"
    for kind, url in generator.settings.get("CALENDAR_FILES", {}).items():
        events = calendar.events if calendar else ()
        given = (kind, events, town.name, host, town.time_zone)
        build.outlet.put(url, given, partial(write_calendar_file, *given))


def read_sheet(pelican: Any) -> None:
    """Have calendar.csv stand for calendar.yaml, for blocks too, which know no sheets."""
    build: Build = pelican.settings["BUILD"]
    build.put_table(TABLE.name, _get_calendar(build))


def plan_calendar(generators: Iterable[Any]) -> None:
    """Plan the page where there are data; wrong rows are faults."""
    settings = (generator := next(iter(generators))).settings
    build: Build = settings["BUILD"]
    calendar = cast("Calendar | None", build.data[TABLE.name])
    if calendar is None:
        return
    if not build.town.shown_as_of:
        build.lasts(*compute_valid_span(build.now.astimezone(build.zone)))
    planned = plan_page(calendar, build.shown_day, build.zone)
    settings["CALENDAR_FILES"] = {value.key: value.file for value in planned.values["sections"]}
    for url in settings["CALENDAR_FILES"].values():
        build.reserve(url)
    adapt.plan_pages(generator, [planned])


def _get_calendar(build: Build) -> Calendar | None:
    """Return the data of calendar.yaml, or of calendar.csv; None without either."""
    data = cast("Calendar | None", build.data["calendar"])
    file = build.data_file("calendar").with_suffix(".csv")
    if not has_file(file):
        return data
    if has_file(build.data_file("calendar")):
        build.faults.add(file, 1, "", BOTH)
        return data
    text = read_text(file, build.faults, build.content, build.notices.append)
    if text is None:
        return data
    found, wrong = parse_sheet(text)
    for item in wrong:
        build.faults.add(file, item.line, item.column, item.message)
    return found


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(read_sheet)
    signals.get_generators.connect(adapt.make_generator_receiver(write_calendars))
    signals.all_generators_finalized.connect(plan_calendar)
