"""Pelican's side of the statements: pages planned where there are data."""

from collections.abc import Iterable
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.texts.letters import takes_letters
from town_portal.features.statutory.models import TABLES, Statutory
from town_portal.features.statutory.pages import iter_statement_pages

__all__ = ["TABLES", "register"]
FORMS = "town_portal.features.questions"
"""Who gives the forms for letters; without it there are none."""


def plan_pages(generators: Iterable[Any]) -> None:
    """Plan the statements; a page of ``content/pages`` at the same address stands instead."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    table = build.data.get("statutory")
    if isinstance(table, Statutory):
        today = build.today
        has_forms = FORMS in generator.settings["PLUGINS"]
        is_taken = has_forms and takes_letters(build.town, today)
        made = iter_statement_pages(table, build.claims, build.zone, has_letters=is_taken)
        adapt.plan_pages(generator, made)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(plan_pages)
