"""Pelican's side of the living things: snapshot in, ``article.live`` and ``pages.json`` out."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.data.workdays import Holidays
from town_portal.core.identity import identity
from town_portal.core.living import BLANK
from town_portal.core.texts.letters import letter_pages
from town_portal.features.live.forms import plan_forms, write_forms
from town_portal.features.live.pages import FILE, is_counted, listing
from town_portal.features.live.source import OUTSIDE, Found, take
from town_portal.features.live.step import FACTS, STEPS, accepted_by_url, accepted_kinds, live_of
from town_portal.features.live.talk import visits

__all__ = ["FACTS", "STEPS", "register"]
SCRIPTS = Path(__file__).with_name("js")


def write_list(generator: Any, _writer: Any) -> None:
    """Write ``pages.json``."""
    build: Build = generator.settings["BUILD"]
    if build.town.live and not _is_listed(build):
        hidden = frozenset(build.noted("hidden").values())
        pages = {url for url in build.claims.all_addresses() if is_counted(url, hidden)}
        articles = accepted_by_url(build)
        letters = letter_pages(build.town, build.today, pages, build.site.of("drafts"))
        text = listing(build.town, pages, articles, letters, cast(Holidays, build.data["holidays"]))
        build.outlet.put(FILE, text, partial(text.encode))


def _is_listed(build: Build) -> bool:
    """Tell whether the list is as the last build left it: the same pages, the same wishes."""
    fixed = identity(sorted(build.claims.keys() - build.passing))
    is_same = build.work.remembers("fixed addresses", fixed)
    wishes = build.work.remembers("wishes", identity(sorted(build.noted("wishes").items())))
    if not (is_same and wishes) or build.work.is_all or build.changes.moved:
        return False
    return build.outlet.keep(FILE)


def read_snapshot(pelican: Any) -> None:
    """Read the snapshot, before anybody asks what has changed."""
    take(pelican.settings["BUILD"], pelican.settings.get("LIVE_SNAPSHOT"))


def give_living(generators: Iterable[Any]) -> None:
    """Give each article ``live``, the site its visits, templates ``counts(address)``."""
    context = (generator := next(iter(generators))).context
    build: Build = generator.settings["BUILD"]
    build.values["live"] = partial(live_of, build)
    told: Found = build.outside[OUTSIDE]
    build.site = replace(build.site, counted=visits(told.snapshot, build.zone))
    context["blank_comment"] = BLANK
    hidden = frozenset(build.noted("hidden").values())
    # A page asks for itself alone; what makes the answer another makes it another page too.
    context["counts"] = lambda url: is_counted(url, hidden) and url in build.claims
    plan_forms(generator.settings, accepted_kinds(build))
    if build.town.live:
        build.reserve(FILE)
    else:
        build.idle_all(SCRIPTS)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(read_snapshot)
    signals.get_generators.connect(adapt.generator_of(write_list))
    signals.get_generators.connect(adapt.generator_of(write_forms))
    signals.all_generators_finalized.connect(give_living)
