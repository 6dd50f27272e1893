"""Pelican's side of related articles: each article gets ``related``."""

from collections.abc import Iterable
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build.build import Build
from town_portal.core.articles import Stored
from town_portal.core.records import Article
from town_portal.features.related.step import RELATED, STEPS

__all__ = ["STEPS", "register"]


def relate_articles(generators: Iterable[Any]) -> None:
    """Give each article its related ones; drafts and hidden articles have none."""
    build: Build = next(iter(generators)).settings["BUILD"]

    def find_related(content: Any) -> tuple[Article, ...]:
        paths = build.work.value(RELATED, content.relative_source_path)
        return tuple(cast(Stored, build.site.articles).of_files(paths or ()))

    build.values["related"] = find_related


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(relate_articles)
