"""Pelican's side of the timeliness: note the report beside the output, where no reader sees it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.features.timeliness.models import TIMELINESS, build_report, iter_unknown_names
from town_portal.features.timeliness.report_file import FILE, write_report

TABLES = (TIMELINESS,)


def check_sections(generators: Iterable[Any]) -> None:
    """Look at all sections; a limit of something that is not there is a fault."""
    build: Build = next(iter(generators)).settings["BUILD"]
    for place, sentence in iter_unknown_names(build.data, build.site):
        build.data_fault("timeliness", place, sentence)
    found = build_report(build.data, build.site, build.today)
    build.when_done.append(partial(write_report, build.state / FILE, found))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(check_sections)
