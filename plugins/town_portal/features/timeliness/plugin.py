"""Pelican's side of the timeliness: note the report beside the output, where no reader sees it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.features.timeliness.models import TIMELINESS, report, strangers
from town_portal.features.timeliness.noted import FILE, write

TABLES = (TIMELINESS,)


def look(generators: Iterable[Any]) -> None:
    """Look at all sections; a limit of something that is not there is a fault."""
    build: Build = next(iter(generators)).settings["BUILD"]
    for place, sentence in strangers(build.data, build.site):
        build.data_fault("timeliness", place, sentence)
    found = report(build.data, build.site, build.today)
    build.when_done.append(partial(write, build.state / FILE, found))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(look)
