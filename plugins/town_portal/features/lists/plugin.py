"""Pelican's side of the lists and of all other planned pages: one generator writes them.

Of lists it stands in place of Pelican's own, which is quadratic: Pelican compares every article
with every tag's articles. It numbers pages from the newest, so that each new article changes all.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.made import MadePage
from town_portal.features.lists.plan import SITEMAP, group_pages, plan_list_pages, plan_single_pages
from town_portal.features.lists.step import LISTS, STEPS

__all__ = ["STEPS", "register"]
OTHERS = ("404", "article", "page")
"""Templates that a theme must have beside those of the lists."""


def write_pages(generator: Any, writer: Any) -> None:
    """Write every page that plugins planned, and that for addresses that are not there."""
    build: Build = generator.settings["BUILD"]
    groups = group_pages(build.made)
    with getattr(writer, "together", nullcontext)():
        for page in build.made:
            values = {**page.values, "groups": groups} if page.template == SITEMAP else page.values
            adapt.write_page(generator, writer, page.url, page.template, **values)
        for key in build.work.keys(LISTS):
            with build.outlet.task(LISTS.name, key):
                for page in _plan_pages(generator.settings, key):
                    adapt.write_page(generator, writer, page.url, page.template, **page.values)
    writer.write_file(
        "404.html",
        generator.get_template("404"),
        generator.context,
        relative_urls=False,
        url="404.html",
        title="Không tìm thấy trang",
        SITEURL=build.town.root,
    )


def note_setting(pelican: Any) -> None:
    """Note whether days have lists, which decides what a change affects."""
    pelican.settings["BUILD"].day_lists = bool(pelican.settings.get("DAY_ARCHIVES", True))


def plan_lists(generators: Iterable[Any]) -> None:
    """Plan the pages that are there once, and those of the lists that changes affect."""
    generator = next(iter(generators))
    settings = generator.settings
    build: Build = settings["BUILD"]
    adapt.plan_pages(generator, plan_single_pages(build.site))
    made = [page for key in build.work.keys(LISTS) for page in _plan_pages(settings, key)]
    for page in made:
        build.reserve(page.url)
    build.passing.update(page.url for page in made)
    adapt.require_templates(generator, {*OTHERS, *(page.template for page in made)})


def _plan_pages(settings: Any, key: str) -> list[MadePage]:
    build: Build = settings["BUILD"]
    return plan_list_pages(build.site, key, settings["DEFAULT_PAGINATION"], build.day_lists)


def empty_own_lists(generator: Any) -> None:
    """Leave Pelican's generator nothing to list; templates keep what is in the context."""
    generator.tags, generator.categories, generator.authors = {}, [], []


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(note_setting)
    signals.get_generators.connect(adapt.make_generator_receiver(write_pages))
    signals.article_generator_finalized.connect(empty_own_lists)
    signals.all_generators_finalized.connect(plan_lists)
