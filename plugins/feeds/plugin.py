"""Pelican's side of the feeds. A feed needs full addresses: without the site's there is none."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins._kit.records import Article
from plugins._kit.text import lower_first
from plugins.feeds.feed import LIMIT, STYLE, Channel, feed_xml

HERE = Path(__file__).parent
NAMES = {"atom": "tin.atom", "rss": "tin.rss"}


class FeedsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the feeds."""

    def generate_output(self, _writer: Any) -> None:
        """Write the feeds of all news and of each category that has articles, and their style."""
        build: Build = self.settings["BUILD"]
        if build.town.base is None:
            return
        style = (HERE / "feed.css").read_bytes()
        build.outlet.put(STYLE, style, lambda: style)
        for kind, name in NAMES.items():
            self._write(kind, self._channel(build, name, ""), build.site.articles)
            for topic, articles in build.site.categories.items():
                if articles:
                    url = f"{topic.url}{name}"
                    self._write(kind, self._channel(build, url, topic.url, topic.title), articles)

    def _channel(self, build: Build, url: str, page: str, topic: str = "") -> Channel:
        title = f"{topic} – {build.town.portal}" if topic else build.town.portal
        description = (
            f"Tin mới: {topic}" if topic else f"Tin mới của {lower_first(build.town.name)}"
        )
        return Channel(title, description, str(build.town.base), url, page, build.town.name)

    def _write(self, kind: str, channel: Channel, articles: tuple[Article, ...]) -> None:
        build: Build = self.settings["BUILD"]
        newest = articles[:LIMIT]
        build.outlet.put(
            channel.url,
            (kind, channel, newest),
            lambda: feed_xml(kind, channel, newest).encode(),
        )


def announce(generators: Iterable[Any]) -> None:
    """Tell the templates whether there are feeds, and claim their addresses."""
    generator = next(iter(generators))
    build: Build = generator.settings["BUILD"]
    generator.context["has_feeds"] = build.town.base is not None
    for url in _urls(build) if build.town.base else ():
        build.reserve(url)


def _urls(build: Build) -> list[str]:
    topics = [topic.url for topic, articles in build.site.categories.items() if articles]
    return [STYLE, *(f"{folder}{name}" for folder in ("", *topics) for name in NAMES.values())]


def get_generators(_pelican: Any) -> type[FeedsGenerator]:
    """Return the generator of feeds."""
    return FeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(announce)
