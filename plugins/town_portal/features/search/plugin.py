"""Pelican's side of the search: the page, and the index after all pages are out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.features.search.answers import encode_answers, resolve_answers
from town_portal.features.search.documents import planned
from town_portal.features.search.index import write_index
from town_portal.features.search.models import TABLE, Synonyms
from town_portal.features.search.page import URL, build_values
from town_portal.features.search.step import STEPS

__all__ = ["STEPS", "TABLES", "register"]
TABLES = (TABLE,)
TEMPLATE = "search/search"


def write_search(generator: Any, writer: Any) -> None:
    """Write the page, then the files of the index that have changed."""
    build: Build = generator.settings["BUILD"]
    adapt.write_page(generator, writer, URL, TEMPLATE, **build_values(build.site))
    synonyms = cast(Synonyms, build.data["synonyms"])
    if generator.settings.get("SEARCH_INDEX", True):
        answers = resolve_answers(synonyms, generator.context["published"])
        searched = [*generator.settings["SEARCHED"], *planned(build, answers)]
        file = encode_answers(answers, synonyms.fillers, build.town.name)
        write_index(build, searched, synonyms, file)


def claim_address(generators: Iterable[Any]) -> None:
    """Claim the page's address, and note what is to be found."""
    generators = list(generators)
    settings = generators[0].settings
    build: Build = settings["BUILD"]
    build.reserve(URL)
    settings["SEARCHED"] = adapt.list_pages(generators)
    if not adapt.has_template(generators[0], TEMPLATE):
        build.faults.add(Path(__file__).with_name("search.html"), 1, "", "thiếu mẫu của trang tìm")


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_search))
    signals.all_generators_finalized.connect(claim_address)
