"""Pelican's side of old addresses: pages that lead on, and a memory of addresses."""

import os
from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.article import UNREVIEWED
from town_portal.build.build import Build
from town_portal.build.old_addresses import OldAddress
from town_portal.core.identity import compute_identity
from town_portal.core.texts import approval
from town_portal.features.redirects import published, redirect
from town_portal.features.redirects.query import FILE, build_fallback


def write_stubs(generator: Any, writer: Any) -> None:
    """Write a page for each old address within the portal, and a table of those with a query."""
    build: Build = generator.settings["BUILD"]
    for item in build.moved:
        if (folder := redirect.make_stub_folder(item.old, build.town.root)) is not None:
            adapt.write_page(generator, writer, folder, "moved", moved=item)
    if text := build_fallback(build.moved, build.town.root):
        build.outlet.put(FILE, text, partial(text.encode))


def resolve_old_addresses(generators: Iterable[Any]) -> None:
    """Gather the old addresses, and miss those that were published and are gone in silence."""
    settings = (generators := list(generators))[0].settings
    build: Build = settings["BUILD"]
    olds = [
        (str(build.content / path), url, tuple(found))
        for path, (url, found) in build.list_facts("old_paths").items()
    ]
    found = redirect.iter_old_addresses(olds, build.data["redirects"])  # type: ignore[arg-type]
    moved, wrong = redirect.resolve_redirects(found, build.claims, build.town.root)
    build.moved = tuple(moved)
    generators[0].context["has_old_queries"] = has_queries = bool(build_fallback(moved, ""))
    build.idle.update(() if has_queries else ("js/former.js",))
    published.report_wrong(build, wrong)
    is_same = build.work.remembers("moved", compute_identity(build.moved))
    is_known = (build.state / published.FILE).is_file()
    if not settings["SHOW_UNFINISHED"] and not (is_same and is_known and not build.changes.moved):
        _remember(build, build.work.published(), moved, adapt.has_none_approved(generators, build))


def _remember(build: Build, now: dict[str, str], moved: Iterable[OldAddress], nobody: bool) -> None:
    """Refuse that an address which was published answers nothing; note today's for the next.

    ``nobody``: whether no article is approved though each must be; that is told once for all.
    """
    last = published.read_published(build.state / published.FILE)
    answered = {
        url: item.to
        for item in moved
        if (url := redirect.make_inner_address(item.old, build.town.root)) is not None
    }
    missing = published.list_missing(last, now, answered, build.absent)
    if missing:
        build.work.remembers("moved", "")  # to be told again by the next build
    for url in missing:
        if nobody and build.absent.get(last[url]) == UNREVIEWED:
            build.data_fault("town", ("review",), approval.NOBODY)
        else:
            published.report_missing(build, f"{build.town.root}/{url}", last[url])
    # An address that leads to an article belongs to it: both may go when it expires.
    owners = {url: now[to] for url, to in answered.items() if url in last and to in now}
    made = {**owners, **now}
    is_confirmed = not os.environ.get(published.UNCONFIRMED_BUILD)
    note = partial(published.remember_build, build.state, made, is_confirmed=is_confirmed)
    build.when_done.append(note)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_stubs))
    signals.all_generators_finalized.connect(resolve_old_addresses)
