"""Pelican's side of open data: a file for each month, written when one of its articles changed."""

from collections.abc import Iterable, Mapping
from copy import copy
from functools import partial
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.records import Article
from plugins.opendata.gather import INDEX, SCHEMA, file_of, index, month_of, months, schema, written


def write_months(generator: Any, _writer: Any) -> None:
    """Write the files."""
    build: Build = generator.settings["BUILD"]
    contents = generator.settings["OPEN_CONTENTS"]
    town, told = build.town, (build.town.base, build.town.name, build.town.rights)
    found = months(build.site.articles)
    for month, articles in found:
        known = [(_identity(contents[article.url]), article.identity) for article in articles]
        make = partial(_month, build, contents, month, articles)
        build.outlet.put(file_of(month), (told, known), make)
    counts = [(month, len(articles)) for month, articles in found]
    build.outlet.put(
        INDEX, (told, counts), lambda: written(index(town, counts).model_dump(mode="json"))
    )
    build.outlet.put(SCHEMA, None, lambda: written(schema()))


def _month(
    build: Build, contents: Mapping[str, Any], month: str, articles: tuple[Article, ...]
) -> bytes:
    found = month_of(build.town, month, articles, lambda url: _body(contents[url]))
    return written(found.model_dump(mode="json"))


def _body(content: Any) -> str:
    """Return the body with links from the content's own page, whichever page was written last."""
    # A kept content fetches its body and has it from then on: here a copy does, and is thrown away.
    content = copy(content)
    root = "/".join([".."] * content.url.count("/"))
    return str(content._update_content(content._content, root))


def _identity(content: Any) -> Any:
    """Return what tells that a content is as before: the content itself where nobody keeps any."""
    return getattr(content, "identity", "") or content


def claim(generators: Iterable[Any]) -> None:
    """Claim the addresses, and remember whose bodies are asked for."""
    generators = list(generators)
    settings = generators[0].settings
    build: Build = settings["BUILD"]
    settings["OPEN_CONTENTS"] = {item.url: item for item in adapt.contents(generators)}
    for url in (INDEX, SCHEMA):
        build.reserve(url)
    for month, _ in months(build.site.articles):
        build.reserve(file_of(month))


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.generator_of(write_months))
    signals.all_generators_finalized.connect(claim)
