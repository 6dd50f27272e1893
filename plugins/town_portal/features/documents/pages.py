"""The lists of documents: all, by kind, by year. Pure: records in, pages out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from town_portal.build.made import MadePage
from town_portal.core.identity import compute_identity
from town_portal.core.paging import split_sheets
from town_portal.core.text import make_slug
from town_portal.core.texts.document import Document, Standing

FOLDER, TITLE = "van-ban/", "Văn bản"
TEMPLATE = "documents/listing"
Crumb = tuple[str, str]
"""An address and the words that lead there."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    document: Document
    force: str
    words: str

    @property
    def identity(self) -> str:
        """What tells that the row shows the same (core/identity.py)."""
        return self.document.identity and compute_identity(self.document.identity, self.force)


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list of some of the documents, as the way to it is shown, with their number."""

    url: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list to be paged: its heading, what it holds, the way to it; ``group`` of Sơ đồ cổng."""

    url: str
    title: str
    rows: Sequence[DocumentRow]
    crumbs: tuple[Crumb, ...] = ()
    group: str = TITLE


def make_kind_url(key: str) -> str:
    """Return the address of the documents of a kind."""
    return f"{FOLDER}loai/{key}/"


def make_year_url(year: int) -> str:
    """Return the address of the documents of a year."""
    return f"{FOLDER}nam/{year}/"


def plan_pages(
    documents: Sequence[Document],
    standings: Mapping[str, Standing],
    kinds: Iterable[str],
    size: int,
) -> list[MadePage]:
    """Return the list pages; none where there is no document.

    ``documents`` are the newest first, ``standings`` by their addresses; ``kinds`` tell the order
    in which kinds are named, ``size`` how many documents stand on a numbered page.
    """
    rows = [
        DocumentRow(document, standings[document.url].force, standings[document.url].words)
        for document in documents
    ]
    if not rows:
        return []
    of_kinds, of_years = _list_by_kind(rows, kinds), _list_by_year(rows)
    choices = {"kinds": _build_choices(of_kinds), "years": _build_choices(of_years)}
    lists = (_List(FOLDER, TITLE, rows), *of_kinds, *of_years)
    return [page for listed in lists for page in _iter_pages(listed, choices, size)]


def _list_by_kind(rows: Sequence[DocumentRow], kinds: Iterable[str]) -> list[_List]:
    order = {make_slug(kind): number for number, kind in enumerate(kinds)}
    by_kind = _group_rows(rows, lambda row: row.document.kind_key)
    return [
        _List(make_kind_url(key), by_kind[key][0].document.kind, by_kind[key], ((FOLDER, TITLE),))
        for key in sorted(by_kind, key=lambda key: (order.get(key, 999), key))
    ]


def _list_by_year(rows: Sequence[DocumentRow]) -> list[_List]:
    by_year = _group_rows(rows, lambda row: str(row.document.issued.year))
    return [
        _List(make_year_url(int(year)), f"Năm {year}", found, ((FOLDER, TITLE),), group="")
        for year, found in by_year.items()
    ]


def _iter_pages(listed: _List, choices: Mapping[str, Any], size: int) -> Iterator[MadePage]:
    """Yield the pages of a list; ways to other lists, with their numbers, stand on its own address.

    So that a new document leaves the numbered pages as they are.
    """
    for sheet in split_sheets(listed.url, listed.rows, size):
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


def _group_rows(
    rows: Iterable[DocumentRow], key: Callable[[DocumentRow], str]
) -> dict[str, list[DocumentRow]]:
    found: dict[str, list[DocumentRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _build_choices(lists: Iterable[_List]) -> tuple[ListLink, ...]:
    return tuple(ListLink(item.url, item.title, len(item.rows)) for item in lists)
