"""Pelican's side of the sitemaps and security.txt. Sitemaps need the site's full address."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.steps import Step, list_changed_months, list_months
from town_portal.features.sitemap import security
from town_portal.features.sitemap.sitemap import Sitemap, build_month_sitemap, build_sitemaps


def write_sitemaps(generator: Any, _writer: Any) -> None:
    """Write the files."""
    build: Build = generator.settings["BUILD"]
    robots = "User-agent: *\nAllow: /\n"
    if build.town.base:
        robots += f"Sitemap: {build.town.base}/sitemap.xml\n"
        for file in build_sitemaps(build.site, build.made, build.town.base):
            build.outlet.put(file.name, file.known, partial(_serialize_sitemap, file))
        for month in build.work.keys(MONTHS):
            with build.outlet.task(MONTHS.name, month):
                if found := build_month_sitemap(build.site, month, build.town.base):
                    build.outlet.put(found.name, found.known, partial(_serialize_sitemap, found))
    build.outlet.put("robots.txt", robots, robots.encode)
    safe = security.format_text(build.town, security.compute_quarters(build.now)[-1])
    if safe:
        build.outlet.put(security.PLACE, safe, safe.encode)


MONTHS = Step("sitemaps", "sitemaps", lambda build: list_months(build.site), list_changed_months)
STEPS = (MONTHS,)


def _serialize_sitemap(file: Sitemap) -> bytes:
    return file.text().encode()


def claim_addresses(generators: Iterable[Any]) -> None:
    """Claim the addresses that texts may link to."""
    build: Build = next(iter(generators)).settings["BUILD"]
    for url in ("robots.txt", "sitemap.xml") if build.town.base else ("robots.txt",):
        build.reserve(url)
    begin, end, expires = security.compute_quarters(build.now)
    if security.format_text(build.town, expires):
        build.reserve(security.PLACE)
        build.lasts(begin.timestamp(), end.timestamp())


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_sitemaps))
    signals.all_generators_finalized.connect(claim_addresses)
