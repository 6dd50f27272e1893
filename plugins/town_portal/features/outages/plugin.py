"""Pelican's side of the outages: faults where one is told too late, and the page."""

from collections.abc import Iterable
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.data.workdays import Holidays
from town_portal.features.outages.models import OUTAGES, Outages
from town_portal.features.outages.notice import iter_late, plan_page

TABLES = (OUTAGES,)


def plan_outages(generators: Iterable[Any]) -> None:
    """Plan the page where there is a data file; an outage told too late is a fault."""
    build: Build = (generator := next(iter(generators))).settings["BUILD"]
    data = cast("Outages | None", build.data["outages"])
    if data is None:
        return
    holidays = cast(Holidays, build.data["holidays"])
    now = build.now.astimezone(build.zone)
    for index, sentence in iter_late(data, holidays, now):
        build.data_fault("outages", ("outages", index, "announced"), sentence)
    adapt.plan_pages(generator, [plan_page(data, holidays, now)])


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_outages)
