"""Pelican's side of the lists and of all other planned pages: one generator writes them.

Of lists it stands in place of Pelican's own, which is quadratic:
Pelican compares every article with every tag's articles, and numbers pages from the newest, so
that each new article changes all of them.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.made import MadePage
from plugins.lists.plan import SITEMAP, Groups, grouped, plan

OTHERS = ("404", "article", "page")
"""Templates that a theme must have beside those of the lists."""


class ListsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the list pages."""

    def generate_output(self, writer: Any) -> None:
        """Write every page that plugins planned, and that for addresses that are not there."""
        build: Build = self.settings["BUILD"]
        groups = grouped(build.made)
        with getattr(writer, "together", nullcontext)():
            for page in build.made:
                self._write(writer, page, groups)
        writer.write_file(
            "404.html",
            self.get_template("404"),
            self.context,
            relative_urls=False,
            url="404.html",
            title="Không tìm thấy trang",
            SITEURL=build.town.root,
        )

    def _write(self, writer: Any, page: MadePage, groups: Groups) -> None:
        is_map = page.template == SITEMAP
        writer.write_file(
            f"{page.url}index.html",
            self.get_template(page.template),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=page.url,
            **page.values,
            **({"groups": groups} if is_map else {}),
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


def get_generators(_pelican: Any) -> type[ListsGenerator]:
    """Return the generator of lists."""
    return ListsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.article_generator_finalized.connect(empty_own_lists)
    signals.all_generators_finalized.connect(plan_lists)
