"""Pelican's side of old addresses: pages that lead on, and a memory of addresses."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt, approval
from plugins._kit.article import UNREVIEWED
from plugins._kit.build import Build
from plugins._kit.moved import Moved
from plugins.redirects import published
from plugins.redirects.moved import gathered, inner, settled, stub


def write_stubs(generator: Any, writer: Any) -> None:
    """Write a page for each old address within the portal."""
    build: Build = generator.settings["BUILD"]
    for item in build.moved:
        folder = stub(item.old, build.town.root)
        if folder is not None:
            adapt.write_page(generator, writer, folder, "moved", moved=item)


def note_old_paths(content: Any) -> None:
    """Note on a content where it stood before, so that a kept one tells it too."""
    olds = getattr(getattr(content, "front", None), "redirect_from", ())
    if olds:
        content.old_paths = tuple(olds)


def settle(generators: Iterable[Any]) -> None:
    """Gather the old addresses, and miss those that were published and are gone in silence."""
    generators = list(generators)
    settings = generators[0].settings
    build: Build = settings["BUILD"]
    contents = [content for content in adapt.contents(generators) if content.status == "published"]
    olds = [
        (content.source_path, content.url, getattr(content, "old_paths", ()))
        for content in contents
    ]
    found = gathered(olds, build.data["redirects"])  # type: ignore[arg-type]
    moved, wrong = settled(found, build.claims, build.town.root)
    build.moved = tuple(moved)
    for fault in wrong:
        if isinstance(fault.owner, str):
            build.faults.add(Path(fault.owner), 1, "redirect_from", fault.sentence)
        else:
            build.data_fault(fault.owner[0], ("redirects", fault.owner[1], "old"), fault.sentence)
    if not settings["SHOW_UNFINISHED"]:
        now = {content.url: content.relative_source_path for content in contents}
        _remember(build, now, moved, adapt.none_approved(generators, build))


def _remember(build: Build, now: dict[str, str], moved: Iterable[Moved], nobody: bool) -> None:
    """Refuse that an address which was published answers nothing; note today's for the next.

    ``nobody``: whether no article is approved though each must be; that is told once for all.
    """
    last = published.read(build.state / published.FILE)
    answered = {
        address: item for item in moved if (address := inner(item.old, build.town.root)) is not None
    }
    for url in published.missing(last, now, answered, build.absent):
        if nobody and build.absent.get(last[url]) == UNREVIEWED:
            build.data_fault("town", ("review",), approval.NOBODY)
        else:
            published.miss(build, f"{build.town.root}/{url}", last[url])
    # An address that leads to an article belongs to it: both may go when it expires.
    owners = {url: now[item.to] for url, item in answered.items() if url in last and item.to in now}
    made = {**owners, **now}
    is_confirmed = not os.environ.get(published.UNCONFIRMED_BUILD)
    build.when_done.append(lambda: published.remember(build.state, made, is_confirmed=is_confirmed))


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.generator_of(write_stubs))
    signals.content_object_init.connect(note_old_paths)
    signals.all_generators_finalized.connect(settle)
