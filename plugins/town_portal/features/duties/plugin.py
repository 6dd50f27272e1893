"""Pelican's side of the duties: look at what the others have planned, plan the page."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.identity import compute_identity
from town_portal.features.duties.check_context import Sight
from town_portal.features.duties.models import TABLE, Duties
from town_portal.features.duties.pages import plan
from town_portal.features.duties.report import DutyReport, build_report
from town_portal.features.duties.report_file import EVIDENCE, FILES, URL, serialize_report
from town_portal.features.duties.unsigned import FACTS, list_unsigned

__all__ = ["FACTS", "TABLES", "register"]
TABLES = (TABLE,)
NOT_FOLLOWED = (
    "content/data/duties.yaml: verdicts chỉ có tác dụng khi town.yaml ghi nationwide: true"
)


def write_report(generator: Any, _writer: Any) -> None:
    """Write the file."""
    build: Build = generator.settings["BUILD"]
    found: DutyReport | None = generator.settings["DUTIES"]
    if found:
        for kind, file in FILES.items():
            build.outlet.put(file, compute_identity(found), partial(serialize_report, found, kind))


def check_duties(generators: Iterable[Any]) -> None:
    """See how far each duty is met, and plan the page that tells it."""
    generators = list(generators)
    generator = generators[0]
    build: Build = generator.settings["BUILD"]
    generator.settings["DUTIES"] = None
    duties = cast("Duties | None", build.data["duties"])
    if duties is None or build.faults.found or not generator.settings.get("DUTIES_PAGE", True):
        return
    if duties.verdicts:
        build.notices.append(NOT_FOLLOWED)
    for address in (URL, EVIDENCE, *FILES.values()):
        build.reserve(address)
    found = build_report(duties, _build_sight(build))
    generator.settings["DUTIES"] = found
    _schedule_next_check(build, found)
    adapt.plan_pages(generator, plan(found, duties.note))


def _build_sight(build: Build) -> Sight:
    return Sight(
        town=build.town,
        site=build.site,
        data=build.data,
        addresses=build.claims,
        today=build.today,
        unsigned=list_unsigned(build),
    )


def _schedule_next_check(build: Build, found: DutyReport) -> None:
    """Have the build look again on the day on which an answer may be another one."""
    if found.until:
        today = build.now.astimezone(build.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        until = datetime.combine(found.until, time(), build.zone)
        build.lasts(today.timestamp(), max(until, today + timedelta(days=1)).timestamp())


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_report))
    signals.all_generators_finalized.connect(check_duties)
