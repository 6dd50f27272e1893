"""Pelican's side of the feeds. A feed needs full addresses: without the site's there is none."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core.texts.document import status_of
from town_portal.features.feeds.channels import Feed, list_feeds
from town_portal.features.feeds.feed import STYLE, write_feed

HERE = Path(__file__).parent


def write_feeds(generator: Any, _writer: Any) -> None:
    """Write the feeds and their style."""
    build: Build = generator.settings["BUILD"]
    found = list_feeds(build.town, build.site)
    if not found:
        return
    style = (HERE / "feed.css").read_bytes()
    build.outlet.put(STYLE, style, lambda: style)
    for feed in found:
        statuses = _statuses(feed, build)
        known = (feed.kind, feed.channel, feed.entries, statuses)
        build.outlet.put(feed.channel.url, known, partial(_write_feed, feed, statuses))


def _statuses(feed: Feed, build: Build) -> dict[str, str]:
    """Return what readers are told of documents that are not in force, by address."""
    look = build.values.get("force", str)
    told = {entry.url: status_of(look(entry)) for entry in feed.entries}
    return {url: status for url, status in told.items() if status}


def _write_feed(feed: Feed, statuses: Mapping[str, str]) -> bytes:
    return write_feed(feed.kind, feed.channel, feed.entries, statuses).encode()


def announce_feeds(generators: Iterable[Any]) -> None:
    """Tell the templates whether there are feeds, and claim their addresses."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    found = list_feeds(build.town, build.site)
    generator.context["has_feeds"] = bool(found)
    for url in (STYLE, *(feed.channel.url for feed in found)) if found else ():
        build.reserve(url)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_feeds))
    signals.all_generators_finalized.connect(announce_feeds)
