"""Pelican's side of the search: the page, and the index after all pages are out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.search.index import write
from plugins.search.models import TABLE, Synonyms
from plugins.search.page import URL, values

TABLES = (TABLE,)


class SearchGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the search page and the index."""

    def generate_output(self, writer: Any) -> None:
        """Write the page, then the files of the index that have changed."""
        build: Build = self.settings["BUILD"]
        writer.write_file(
            f"{URL}index.html",
            self.get_template("search/search"),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=URL,
            **values(build.site),
        )
        synonyms = cast(Synonyms, build.data["synonyms"])
        if self.settings.get("SEARCH_INDEX", True):
            made = (page for page in build.made if page.group or page.paragraphs)
            write(build, [*self.settings["SEARCHED"], *made], synonyms)


def claim(generators: Iterable[Any]) -> None:
    """Claim the page's address, and note what is to be found."""
    generators = list(generators)
    settings = generators[0].settings
    build: Build = settings["BUILD"]
    build.reserve(URL)
    settings["SEARCHED"] = adapt.contents(generators)
    if not adapt.has_template(generators[0], "search/search"):
        build.faults.add(Path(__file__).with_name("search.html"), 1, "", "thiếu mẫu của trang tìm")


def get_generators(_pelican: Any) -> type[SearchGenerator]:
    """Return the generator of the search."""
    return SearchGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(claim)
