"""Pelican's side of information requests and procedures: plan the pages that have data."""

from collections.abc import Iterable
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.features.information.models import TABLES, Information, Procedures
from town_portal.features.information.pages import plan_information_page, plan_procedures_page

__all__ = ["TABLES", "register"]


def plan_information(generators: Iterable[Any]) -> None:
    """Plan the pages."""
    build: Build = (generator := next(iter(generators))).settings["BUILD"]
    asked = cast("Information | None", build.data["information"])
    offered = cast("Procedures | None", build.data["procedures"])
    pages = [plan_information_page(asked, build.zone)] if asked else []
    pages += [plan_procedures_page(offered, build.zone)] if offered else []
    adapt.plan_pages(generator, pages)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_information)
