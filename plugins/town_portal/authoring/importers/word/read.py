"""A Word document to a draft: the stages one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.word import told
from town_portal.authoring.importers.word.assemble import Assembly, flattened
from town_portal.authoring.importers.word.extra import look_beside
from town_portal.authoring.importers.word.html import converted, opened
from town_portal.authoring.importers.word.official import unfolded
from town_portal.authoring.importers.word.package import BROKEN, WordError
from town_portal.authoring.importers.word.photographs import File
from town_portal.authoring.importers.word.units import plain, soup_of, units

__all__ = ["File", "understand"]


def understand(document: File, photographs: Sequence[File] = ()) -> Draft:
    """Return what a .docx says as a draft; ``photographs`` came beside it.

    Raises WordError, in Vietnamese, for what is no document or can't be read.
    """
    try:
        return _understood(document, photographs)
    except RecursionError:
        raise WordError(BROKEN) from None


def _understood(document: File, photographs: Sequence[File]) -> Draft:
    book = opened(document.data)
    soup, notes = soup_of(converted(book))
    look_beside(book)
    before = " ".join((plain(soup), *map(plain, notes)))
    found = list(flattened(units(list(soup.children), book.facts), book))
    found = list(unfolded(found, book.facts))
    draft = Assembly(book, found, notes, list(photographs)).draft()
    left = told.left_out(before, draft)
    return replace(draft, doubts=(*draft.doubts, left)) if left else draft
