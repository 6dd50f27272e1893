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
from town_portal.core.identity import compute_identity
from town_portal.core.reader_data import BLANK
from town_portal.core.texts.letters import find_letter_pages
from town_portal.features.live import step
from town_portal.features.live.forms import plan_forms, write_forms
from town_portal.features.live.pages import FILE, is_counted, write_page_list
from town_portal.features.live.reader_data import build_counted
from town_portal.features.live.source import OUTSIDE, Found, take_snapshot
from town_portal.features.live.step import FACTS, STEPS

__all__ = ["FACTS", "STEPS", "register"]
SCRIPTS = Path(__file__).with_name("js")


def write_list(generator: Any, _writer: Any) -> None:
    """Write ``pages.json``."""
    build: Build = generator.settings["BUILD"]
    if build.town.live and not _is_listed(build):
        hidden = frozenset(build.list_facts("hidden").values())
        pages = {url for url in build.claims.all_addresses() if is_counted(url, hidden)}
        articles = step.map_accepted_by_url(build)
        letters = find_letter_pages(build.town, build.today, pages, build.site.of("drafts"))
        text = write_page_list(
            build.town, pages, articles, letters, cast(Holidays, build.data["holidays"])
        )
        build.outlet.put(FILE, text, partial(text.encode))


def _is_listed(build: Build) -> bool:
    """Tell whether the list is as the last build left it: the same pages, the same wishes."""
    fixed = compute_identity(sorted(build.claims.keys() - build.passing))
    is_same = build.work.remembers("fixed addresses", fixed)
    wished = sorted(build.list_facts("wishes").items())
    wishes = build.work.remembers("wishes", compute_identity(wished))
    is_other = build.work.is_all or bool(build.changes.moved)
    return is_same and wishes and not is_other and build.outlet.keep(FILE)


def read_snapshot(pelican: Any) -> None:
    """Read the snapshot, before anybody asks what has changed."""
    take_snapshot(pelican.settings["BUILD"], pelican.settings.get("LIVE_SNAPSHOT"))


def give_living(generators: Iterable[Any]) -> None:
    """Give each article ``live``, the site its visits, templates ``counts(address)``."""
    context = (generator := next(iter(generators))).context
    build: Build = generator.settings["BUILD"]
    build.values["live"] = partial(step.find_live_data, build)
    told: Found = build.outside[OUTSIDE]
    build.site = replace(build.site, counted=build_counted(told.snapshot, build.zone))
    context["blank_comment"] = BLANK
    hidden = frozenset(build.list_facts("hidden").values())
    # A page asks for itself alone; what makes the answer another makes it another page too.
    context["counts"] = lambda url: is_counted(url, hidden) and url in build.claims
    plan_forms(generator.settings, step.collect_accepted_kinds(build))
    if build.town.live:
        build.reserve(FILE)
    else:
        build.idle_all(SCRIPTS)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(read_snapshot)
    signals.get_generators.connect(adapt.make_generator_receiver(write_list))
    signals.get_generators.connect(adapt.make_generator_receiver(write_forms))
    signals.all_generators_finalized.connect(give_living)
