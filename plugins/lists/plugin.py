"""Pelican's side of the lists and of all other planned pages: one generator writes them.

Of lists it stands in place of Pelican's own, which is quadratic:
Pelican compares every article with every tag's articles, and numbers pages from the newest, so
that each new article changes all of them.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.lists.plan import SITEMAP, grouped, plan

OTHERS = ("404", "article", "page")
"""Templates that a theme must have beside those of the lists."""


def write_pages(generator: Any, writer: Any) -> None:
    """Write every page that plugins planned, and that for addresses that are not there."""
    build: Build = generator.settings["BUILD"]
    groups = grouped(build.made)
    with getattr(writer, "together", nullcontext)():
        for page in build.made:
            values = {**page.values, "groups": groups} if page.template == SITEMAP else page.values
            adapt.write_page(generator, writer, page.url, page.template, **values)
    writer.write_file(
        "404.html",
        generator.get_template("404"),
        generator.context,
        relative_urls=False,
        url="404.html",
        title="Không tìm thấy trang",
        SITEURL=build.town.root,
    )


def plan_lists(generators: Iterable[Any]) -> None:
    """Plan the list pages."""
    generator = next(iter(generators))
    settings = generator.settings
    build: Build = settings["BUILD"]
    size, with_days = settings["DEFAULT_PAGINATION"], settings.get("DAY_ARCHIVES", True)
    adapt.plan_pages(generator, plan(build.site, size, with_days))
    adapt.require_templates(generator, OTHERS)


def empty_own_lists(generator: Any) -> None:
    """Leave Pelican's generator nothing to list; templates keep what is in the context."""
    generator.tags, generator.categories, generator.authors = {}, [], []


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.generator_of(write_pages))
    signals.article_generator_finalized.connect(empty_own_lists)
    signals.all_generators_finalized.connect(plan_lists)
