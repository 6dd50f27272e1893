"""Pelican's side of the town: records of all contents, addresses claimed, template variables."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from pelican.generators import PelicanTemplateNotFound
from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.stage import GENERATOR


def set_up_site(generators: Iterable[Any]) -> None:
    """Make the records, claim their addresses, and give the templates what they share."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    build.site = adapt.site(generators, build)
    for content in [*adapt.contents(generators), *adapt.drafts(generators)]:
        build.claim(content.url, Path(content.source_path))
    _neighbours(generators, build)
    _check_templates(generators, build)
    generators[0].context.update(
        town=build.town,
        menu=build.menu,
        site=build.site,
        now=build.now.astimezone(build.zone),
        generator=GENERATOR,
    )


def _check_templates(generators: list[Any], build: Build) -> None:
    """Refuse a ``template`` field that names none; Pelican would stop in the middle."""
    for content in [*adapt.contents(generators), *adapt.drafts(generators)]:
        try:
            generators[0].get_template(content.template)
        except PelicanTemplateNotFound:
            line = content.document.line(("template",))
            sentence = f"không có mẫu trang “{content.template}”; hãy xóa trường này"
            build.faults.add(Path(content.source_path), line, "template", sentence)


def _neighbours(generators: list[Any], build: Build) -> None:
    """Give each article ``previous`` (older) and ``next`` (newer); both None elsewhere."""
    by_url = {content.url: content for content in adapt.contents(generators)}
    for content in [*by_url.values(), *adapt.drafts(generators)]:
        content.previous = content.next = None
    for newer, older in pairwise(build.site.articles):
        by_url[newer.url].previous = older
        by_url[older.url].next = newer


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(set_up_site)
