"""Pelican's side of the town: records of all contents, addresses claimed, template variables."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pelican.contents import Article as PelicanArticle
from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.dependencies import Once
from town_portal.build.stage import GENERATOR
from town_portal.build.tracked_lists import SeenSite
from town_portal.core.access_keys import ACCESS_KEYS
from town_portal.features.town.check import check_town, find_strays
from town_portal.features.town.neighbours import find_neighbour
from town_portal.features.town.neutral import NEUTRAL
from town_portal.features.town.telephone import render_phone_link


def set_up_site(generators: Iterable[Any]) -> None:
    """Claim the addresses of contents, and give the templates what they share."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    contents = sorted(
        [*adapt.list_contents(generators), *adapt.list_drafts(generators)],
        key=lambda item: item.source_path,
    )
    for content in contents:
        build.claim(content.url, content.source_path)
    build.passing.update(content.url for content in contents if isinstance(content, PelicanArticle))
    for content in adapt.list_unsettled(contents):
        _check_template(content, generators[0], build)
    build.values["previous"] = partial(find_neighbour, build, 0)
    build.values["next"] = partial(find_neighbour, build, 1)
    if build.town.emblem and build.town.emblem_url:
        build.copy(build.content / "data" / build.town.emblem, build.town.emblem_url)
    settings = generators[0].settings
    find_strays(build, settings["ARTICLE_PATHS"] + settings["PAGE_PATHS"])
    check_town(build)
    generators[0].context.update(
        NEUTRAL,
        once=_make_render_once(build),
        town=build.town,
        access_keys=ACCESS_KEYS,
        menu=build.menu,
        phone_link=partial(render_phone_link, build.town),
        site=SeenSite(build.site, build.watch),
        generator=GENERATOR,
    )


def _make_render_once(build: Build) -> Callable[..., Any]:
    """Return the function with which templates render a call block once for each key."""
    made = Once(build.watch)

    def once(*key: Any, caller: Callable[[], Any]) -> Any:
        """Return what stands in a call block."""
        return made.get(key, caller)

    return once


def _check_template(content: Any, generator: Any, build: Build) -> None:
    """Refuse a ``template`` field that names none; Pelican would stop in the middle."""
    is_chosen = content.template != content.default_template
    if is_chosen and not adapt.has_template(generator, content.template):
        sentence = f"không có mẫu trang “{content.template}”; hãy xóa trường này"
        adapt.add_fault(content, ("template",), sentence, build)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(set_up_site)
