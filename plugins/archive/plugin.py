"""Pelican's side of the archive: which texts, links that name files, texts and a table."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pelican.contents import Article
from pelican.plugins import signals
from pelican.writers import Writer

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins.archive.contents import entry
from plugins.archive.doors import House, with_doors
from plugins.archive.facts import day_of
from plugins.archive.period import Period
from plugins.archive.table import figures, table


class _Doors:
    """A template whose pages open without a server."""

    def __init__(self, template: Any, page: str, house: House) -> None:
        self._template, self._page, self._house = template, page, house
        self.name = template.name

    def render(self, *given: Any, **named: Any) -> str:
        """Return the page with its links made ready, before it is written."""
        return with_doors(self._template.render(*given, **named), self._page, self._house)


class ArchiveWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, with links that name files."""

    def write_file(self, name: str, template: Any, *given: Any, **named: Any) -> None:
        """Render and write a page; see Pelican's."""
        house: House = self.settings["ARCHIVE_HOUSE"]
        if not name.startswith("khoi/"):  # these are for scripts
            super().write_file(name, _Doors(template, name, house), *given, **named)


def write_package(generator: Any, _writer: Any) -> None:
    """Write them below ``goi/``, from where the command puts them beside the site."""
    build: Build = generator.settings["BUILD"]
    contents = sorted(generator.settings["ARCHIVED"], key=lambda item: item.url)
    entries = [entry(content, build.town) for content in contents]
    told = figures(entries, build.town.portal, build.town.base or "", build.zone.key)
    files: dict[str, bytes] = {f"goi/{it.file}": it.text.encode() for it in entries}
    files |= {"goi/danh-muc.csv": table(entries), "goi/so-lieu.json": told}
    for name, data in files.items():
        build.outlet.put(name, data, partial(bytes, data))


LISTS = ("articles", "translations", "hidden_articles", "dates")
PAGES = ("pages", "hidden_pages")


def keep_period(generator: Any) -> None:
    """Leave out the texts of other years; links to them still know where they stand.

    Pages are of no year, but for documents, questions and drafts.
    """
    year: int = generator.settings.get("ARCHIVE_YEAR", 0)
    gone: set[str] = set()
    for name in LISTS if hasattr(generator, "articles") else PAGES:
        found = getattr(generator, name)
        kept = [it for it in found if not year or _year(it) in (year, None)]
        gone |= {it.relative_source_path for it in found} - {it.relative_source_path for it in kept}
        setattr(generator, name, kept)
        generator.context[name] = kept
    build: Build = generator.settings["BUILD"]
    build.copies = [it for it in build.copies if it.owner not in gone]


def _year(content: Any) -> int | None:
    day = day_of(content.front)
    return day.year if day else None


def set_up(generators: Iterable[Any]) -> None:
    """Tell the templates what is archived; ``published`` and the doors ask for addresses."""
    generators = list(generators)
    settings, context = generators[0].settings, generators[0].context
    build: Build = settings["BUILD"]
    contents = adapt.contents(generators)
    settings["ARCHIVED"] = contents
    settings["ARCHIVE_HOUSE"] = House(_has(build), build.town.base)
    dates = sorted(item.date for item in contents if isinstance(item, Article))
    context["has_feeds"] = False
    context["published"] = build.claims.__contains__
    context["archived"] = Period(
        year=settings.get("ARCHIVE_YEAR", 0),
        count=len(dates),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        made=build.now.astimezone(build.zone),
        commit=settings.get("ARCHIVE_COMMIT", ""),
    )


def _has(build: Build) -> Callable[[str], bool]:
    return lambda address: not address or address in build.claims


def leave_out_scripts(generators: Iterable[Any]) -> None:
    """Write no file that only scripts ask for; templates may still name one."""
    settings = next(iter(generators)).settings
    assets = settings["ASSETS"]
    settings["ASSETS"] = {name: it for name, it in assets.items() if not name.endswith(".js")}


def come_last(_pelican: Any) -> None:
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
    signals.get_generators.connect(come_last)
    signals.get_generators.connect(adapt.generator_of(write_package))
    signals.get_writer.connect(get_writer)
