"""Pelican's side of the organisation: pages planned, portraits put beside them."""

from collections import ChainMap
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.made import MadePage
from town_portal.core import dates
from town_portal.features.organisation.models import TABLES, Monuments, Organisation
from town_portal.features.organisation.pages import (
    get_last_day,
    plan_monuments_page,
    plan_organisation_pages,
    split_leaders,
)

__all__ = ["TABLES", "register"]


def plan_pages(generators: Iterable[Any]) -> None:
    """Plan the pages for which there are data."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    found: list[MadePage] = []
    organisation, monuments = build.data.get("organisation"), build.data.get("monuments")
    if isinstance(organisation, Organisation):
        today = build.today
        found += plan_organisation_pages(organisation, build.town, today, build.portraits)
        _share_portraits(organisation, build, get_last_day(build.town, today))
        _note_days(organisation, build)
    if isinstance(monuments, Monuments):
        pages = {page.url: page.title for page in build.site.pages}
        titles = ChainMap(pages, build.site.articles.titles())  # type: ignore[arg-type]
        found.append(plan_monuments_page(monuments, titles, build.town))
    adapt.plan_pages(generator, found)


def _share_portraits(table: Organisation, build: Build, day: date) -> None:
    """Have the files of the portraits copied that are shown; of who leads later there are none."""
    for person in chain(*split_leaders(table.leaders, day)):
        portrait = build.portraits.get(person.leader.photo or "")
        if portrait:
            for image, source in zip(portrait.picture.images, portrait.sources, strict=True):
                build.share(source, image.url, "")


def _note_days(table: Organisation, build: Build) -> None:
    """Note between which midnights the same people lead."""
    ends = [leader.until for leader in table.leaders if leader.until]
    valid = build.town.valid
    ends += [valid.until] if valid and valid.until else []
    turns = [leader.since for leader in table.leaders if leader.since]
    turns += [day + timedelta(days=1) for day in ends]
    build.lasts_between(dates.convert_to_zone(day, build.zone).timestamp() for day in turns)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_pages)
