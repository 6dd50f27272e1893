"""The lists of documents: all, by kind, by year. Pure: records in, pages out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from town_portal.build.made import MadePage
from town_portal.core.identity import identity
from town_portal.core.paging import sheets
from town_portal.core.text import slug
from town_portal.core.texts.document import Document, Standing

FOLDER, TITLE = "van-ban/", "Văn bản"
TEMPLATE = "documents/listing"
Crumb = tuple[str, str]
"""An address and the words that lead there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list."""

    document: Document
    force: str
    words: str

    @property
    def identity(self) -> str:
        """What tells that the row shows the same (core/identity.py)."""
        return self.document.identity and identity(self.document.identity, self.force)


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of some of the documents, as the way to it is shown, with their number."""

    url: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list to be paged: its heading, what it holds, the way to it; ``group`` of Sơ đồ cổng."""

    url: str
    title: str
    rows: Sequence[Row]
    crumbs: tuple[Crumb, ...] = ()
    group: str = TITLE


def kind_url(key: str) -> str:
    """Return the address of the documents of a kind."""
    return f"{FOLDER}loai/{key}/"


def year_url(year: int) -> str:
    """Return the address of the documents of a year."""
    return f"{FOLDER}nam/{year}/"


def plan(
    documents: Sequence[Document],
    standings: Mapping[str, Standing],
    kinds: Iterable[str],
    size: int,
) -> list[MadePage]:
    """Return the list pages; none where there is no document.

    ``documents`` are the newest first, ``standings`` by their addresses; ``kinds`` tell the order
    in which kinds are named, ``size`` how many documents stand on a numbered page.
    """
    rows = [Row(it, standings[it.url].force, standings[it.url].words) for it in documents]
    if not rows:
        return []
    order = {slug(kind): number for number, kind in enumerate(kinds)}
    by_kind = _grouped(rows, lambda row: row.document.kind_key)
    by_year = _grouped(rows, lambda row: str(row.document.issued.year))
    of_kinds = [
        _List(kind_url(key), found[0].document.kind, found, ((FOLDER, TITLE),))
        for key, found in sorted(by_kind.items(), key=lambda it: (order.get(it[0], 999), it[0]))
    ]
    of_years = [
        _List(year_url(int(year)), f"Năm {year}", found, ((FOLDER, TITLE),), group="")
        for year, found in by_year.items()
    ]
    choices = {"kinds": _choices(of_kinds), "years": _choices(of_years)}
    whole = _List(FOLDER, TITLE, rows)
    return [page for it in (whole, *of_kinds, *of_years) for page in _pages(it, choices, size)]


def _pages(listed: _List, choices: Mapping[str, Any], size: int) -> Iterator[MadePage]:
    """Yield the pages of a list; ways to other lists, with their numbers, stand on its own address.

    So that a new document leaves the numbered pages as they are.
    """
    for sheet in sheets(listed.url, listed.rows, size):
        heading = listed.title if not listed.crumbs else f"{TITLE}: {listed.title}"
        is_own = sheet.number is None
        values = {
            "title": heading if is_own else f"{heading} – trang {sheet.number}",
            "heading": heading,
            "home": listed.url,
            "crumbs": listed.crumbs,
            "sheet": sheet,
            **(choices if is_own else {"kinds": (), "years": ()}),
        }
        group = listed.group if is_own else ""
        yield MadePage(sheet.url, TEMPLATE, values, in_sitemaps=is_own, group=group)


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _choices(lists: Iterable[_List]) -> tuple[Choice, ...]:
    return tuple(Choice(it.url, it.title, len(it.rows)) for it in lists)
