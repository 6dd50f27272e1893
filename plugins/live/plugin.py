"""Pelican's side of the living things: snapshot in, ``article.live`` and ``pages.json`` out."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from pelican.contents import Article
from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.letters import letter_pages
from plugins._kit.living import BLANK
from plugins._kit.workdays import Holidays
from plugins.live.forms import plan_forms, write_forms
from plugins.live.pages import FILE, counted, listing
from plugins.live.source import OUTSIDE, Found, take
from plugins.live.talk import accepts, living, visits

SCRIPTS = Path(__file__).with_name("js")


def write_list(generator: Any, _writer: Any) -> None:
    """Write ``pages.json``."""
    build: Build = generator.settings["BUILD"]
    if build.town.live:
        pages, articles = generator.settings["COUNTED"]()
        letters = letter_pages(build.town, build.today, pages, build.site.of("drafts"))
        text = listing(build.town, pages, articles, letters, cast(Holidays, build.data["holidays"]))
        build.outlet.put(FILE, text, partial(text.encode))


def read_snapshot(pelican: Any) -> None:
    """Read the snapshot, before anybody asks what has changed."""
    take(pelican.settings["BUILD"], pelican.settings.get("LIVE_SNAPSHOT"))


def note_wish(content: Any) -> None:
    """Note on an article whether its front matter wants comments, so that a kept one tells."""
    wish = getattr(getattr(content, "front", None), "comments", None)
    if wish is not None:
        setattr(content, "takes_comments" if wish else "refuses_comments", True)


def give_living(generators: Iterable[Any]) -> None:
    """Give each article ``live``, the site its visits, templates ``counts(address)``."""
    generators = list(generators)
    settings, context = generators[0].settings, generators[0].context
    build: Build = settings["BUILD"]
    told: Found = build.outside[OUTSIDE]
    contents = [*adapt.contents(generators), *adapt.drafts(generators)]
    articles = [content for content in contents if isinstance(content, Article)]
    for content in articles:
        wishes = [getattr(content, name, False) for name in ("takes_comments", "refuses_comments")]
        takes = accepts(build.town.live, content.status == "published", *wishes)
        content.live = living(content.url, takes, told.snapshot, build.zone)
    build.site = replace(build.site, counted=visits(told.snapshot, build.zone))
    hidden = [content.url for content in contents if content.status != "published"]
    kinds = {article.url: article.live.accepts for article in articles}
    # Asked for the first time when all plugins have claimed their addresses.
    pages = cache(lambda: counted(build.claims, hidden))
    settings["COUNTED"] = lambda: (pages(), kinds)
    # A page asks for itself alone; what makes the answer another makes it another page too.
    context.update(blank_comment=BLANK, counts=lambda url: url in pages())
    plan_forms(settings, kinds.values())
    if build.town.live:
        build.reserve(FILE)
    else:
        build.idle_all(SCRIPTS)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(read_snapshot)
    signals.get_generators.connect(adapt.generator_of(write_list))
    signals.get_generators.connect(adapt.generator_of(write_forms))
    signals.content_object_init.connect(note_wish)
    signals.all_generators_finalized.connect(give_living)
