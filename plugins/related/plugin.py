"""Pelican's side of related articles: each article gets ``related``."""

from collections.abc import Iterable
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.related.score import related


def relate(generators: Iterable[Any]) -> None:
    """Give each article its related ones; drafts and hidden articles have none."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    found = related(build.site.articles)
    for content in adapt.contents(generators):
        content.related = found.get(content.url, ())


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(relate)
