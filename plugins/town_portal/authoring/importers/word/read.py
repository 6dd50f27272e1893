"""A Word document to a draft: the stages one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from town_portal.authoring.importers.draft import Draft
from town_portal.authoring.importers.word import word_doubts
from town_portal.authoring.importers.word.assemble import Assembly, flatten_units
from town_portal.authoring.importers.word.html import convert_to_html, open_book
from town_portal.authoring.importers.word.official import unfold_layout_tables
from town_portal.authoring.importers.word.package import BROKEN, WordError
from town_portal.authoring.importers.word.part_words import look_beside
from town_portal.authoring.importers.word.photographs import GivenFile
from town_portal.authoring.importers.word.units import extract_words, iter_units, parse_html

__all__ = ["GivenFile", "understand_document"]


def understand_document(document: GivenFile, photographs: Sequence[GivenFile] = ()) -> Draft:
    """Return what a .docx says as a draft; ``photographs`` came beside it.

    Raises WordError, in Vietnamese, for what is no document or can't be read.
    """
    try:
        return _build_draft(document, photographs)
    except RecursionError:
        raise WordError(BROKEN) from None


def _build_draft(document: GivenFile, photographs: Sequence[GivenFile]) -> Draft:
    book = open_book(document.data)
    soup, notes = parse_html(convert_to_html(book))
    look_beside(book)
    before = " ".join((extract_words(soup), *map(extract_words, notes)))
    found = list(flatten_units(iter_units(list(soup.children), book.facts), book))
    found = list(unfold_layout_tables(found, book.facts))
    draft = Assembly(book, found, notes, list(photographs)).draft()
    left = word_doubts.find_left_out(before, draft)
    return replace(draft, doubts=(*draft.doubts, left)) if left else draft
