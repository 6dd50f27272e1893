"""Pelican's side of the sitemaps. They need full addresses: without the site's there is none."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins.sitemap.sitemap import Sitemap, sitemaps


class SitemapGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes sitemap.xml, the sitemaps it names, and robots.txt."""

    def generate_output(self, _writer: Any) -> None:
        """Write the files."""
        build: Build = self.settings["BUILD"]
        robots = "User-agent: *\nAllow: /\n"
        if build.town.base:
            robots += f"Sitemap: {build.town.base}/sitemap.xml\n"
            for file in sitemaps(build.site, build.made, build.town.base):
                build.outlet.put(file.name, file.known, partial(_bytes, file))
        build.outlet.put("robots.txt", robots, robots.encode)


def _bytes(file: Sitemap) -> bytes:
    return file.text().encode()


def claim(generators: Iterable[Any]) -> None:
    """Claim the addresses that texts may link to."""
    build: Build = next(iter(generators)).settings["BUILD"]
    for url in ("robots.txt", "sitemap.xml") if build.town.base else ("robots.txt",):
        build.reserve(url)


def get_generators(_pelican: Any) -> type[SitemapGenerator]:
    """Return the generator of sitemaps."""
    return SitemapGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(claim)
