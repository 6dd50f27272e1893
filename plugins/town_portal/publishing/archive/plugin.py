"""Pelican's side of the archive: which texts, links that name files, texts and a table."""

from collections.abc import Iterable
from functools import partial
from operator import attrgetter
from typing import Any

from pelican.contents import Article
from pelican.plugins import signals
from pelican.writers import Writer

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.publishing.archive.contents import build_entry, keep_period
from town_portal.publishing.archive.link_rewriting import House, WithDoors
from town_portal.publishing.archive.period import ArchivePeriod
from town_portal.publishing.archive.table import write_files_beside


class ArchiveWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, with links that name files."""

    def write_file(self, name: str, template: Any, *given: Any, **named: Any) -> None:
        """Render and write a page; see Pelican's."""
        house: House = self.settings["ARCHIVE_HOUSE"]
        if not name.startswith("khoi/"):  # these are for scripts
            super().write_file(name, WithDoors(template, name, house), *given, **named)


def write_package(generator: Any, _writer: Any) -> None:
    """Write them below ``goi/``, from where the command puts them beside the site."""
    build: Build = generator.settings["BUILD"]
    entries = [build_entry(content, build) for content in generator.settings["ARCHIVED"]]
    for name, data in write_files_beside(entries, build.town).items():
        build.outlet.put(f"goi/{name}", data, partial(bytes, data))


def set_up(generators: Iterable[Any]) -> None:
    """Tell the templates what is archived; ``published`` and the doors ask for addresses."""
    settings, context = (generators := list(generators))[0].settings, generators[0].context
    build: Build = settings["BUILD"]
    settings["ARCHIVED"] = contents = sorted(adapt.list_contents(generators), key=attrgetter("url"))
    settings["ARCHIVE_HOUSE"] = House(lambda url: not url or url in build.claims, build.town.base)
    dates = sorted(item.date for item in contents if isinstance(item, Article))
    context.update(has_feeds=False, published=build.claims.__contains__)
    context["archived"] = ArchivePeriod(
        year=settings.get("ARCHIVE_YEAR", 0),
        count=len(dates),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        made=build.now.astimezone(build.zone),
        commit=settings.get("ARCHIVE_COMMIT", ""),
    )


def leave_out_scripts(generators: Iterable[Any]) -> None:
    """Write no file that only scripts ask for; templates may still name one."""
    settings = next(iter(generators)).settings
    assets = settings["ASSETS"].items()
    settings["ASSETS"] = {name: file for name, file in assets if not name.endswith(".js")}


def connect_last(_pelican: Any) -> None:
    """Leave out scripts after all plugins' own work."""
    signals.all_generators_finalized.connect(leave_out_scripts)


def get_writer(_pelican: Any) -> type[ArchiveWriter]:
    """Return the writer whose pages open without a server."""
    return ArchiveWriter


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(keep_period)
    signals.page_generator_finalized.connect(keep_period)
    signals.all_generators_finalized.connect(set_up)
    signals.get_generators.connect(connect_last)
    signals.get_generators.connect(adapt.make_generator_receiver(write_package))
    signals.get_writer.connect(get_writer)
