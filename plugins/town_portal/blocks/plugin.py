"""Pelican's side of the blocks: check the layout, write their files, give templates the blocks."""

from collections.abc import Iterable
from typing import Any, cast

from pelican.plugins import signals

from town_portal.blocks import place
from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.check import check_layout, iter_idle_scripts
from town_portal.blocks.models import TABLE, Layout
from town_portal.blocks.place import Material, Stand
from town_portal.blocks.specimens import build_specimens
from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.build.tracked_lists import SeenSite
from town_portal.core.records import Site

TABLES = (TABLE, *(block.table for block in load_blocks().values() if block.table))


def write_blocks(generator: Any, writer: Any) -> None:
    """Write ``khoi/NAME.html`` for each block in a lasting place, and the made files."""
    values = {"SITEURL": ".."}  # the script resolves addresses against the fragment's own
    stand: Stand = generator.settings["STAND"]
    template = generator.get_template("fragment")
    for url, placement in generator.settings["FRAGMENTS"].items():
        shown = {**values, "placed": stand.region((placement,))}
        writer.write_file(url, template, generator.context, relative_urls=False, url=url, **shown)
    build: Build = generator.settings["BUILD"]
    data_files = [item for item in build.stamps.items() if item[0].startswith("data/")]
    for made in generator.settings["MADE"]:
        build.outlet.put(made.url, data_files, made.make)


def place_blocks(generators: Iterable[Any]) -> None:
    """Check the layout against what there is; give all templates the lookups of blocks."""
    generator = next(iter(generators))
    settings = generator.settings
    build: Build = settings["BUILD"]
    layout = cast(Layout, build.data["layout"])
    if _is_wrong(layout, build):
        return
    copies, settings["MADE"], entries = place.list_block_files(load_blocks(), build.data)
    build.entries += entries
    for copy in copies:
        build.copy(build.content / "data" / copy.source, copy.url)
    now = build.now.astimezone(build.zone)
    site = cast(Site, SeenSite(build.site, build.watch))
    build.watch.source("table", build.table_identity)
    build.watch.source("has table", lambda name: build.data.get(name) is not None)
    build.watch.source("now", lambda name: place.fingerprint_clock(build.data.get(name), now))
    build.lasts(*place.compute_unchanged_span(build.data, now))
    stand = Stand(Material(build.town, site, build.data, now, build.watch), load_blocks())
    settings["STAND"], settings["FRAGMENTS"] = stand, stand.fragments(layout)
    for url in (*settings["FRAGMENTS"], *(made.url for made in settings["MADE"])):
        build.reserve(url)
    settings["BLOCK_SPECIMENS"] = build_specimens
    generator.context.update(place.make_lookups(layout, stand))
    if not settings["SPECIMENS"]:  # which show every block
        build.idle.update(
            iter_idle_scripts(layout, load_blocks(), build.data, settings["FRAGMENTS"])
        )


def _is_wrong(layout: Layout, build: Build) -> bool:
    table = build.categories
    known = {item.key for item in table.categories} if table else None
    misplaced = check_layout(layout, load_blocks(), {page.key for page in build.site.pages}, known)
    for item in misplaced:
        build.data_fault("layout", item.path, item.message)
    return bool(misplaced)


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(adapt.make_generator_receiver(write_blocks))
    signals.all_generators_finalized.connect(place_blocks)
