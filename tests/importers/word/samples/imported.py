"""A sample document that went in: its draft, the words before and after, its captions."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.importers.word.samples import words
from tests.importers.word.samples.documents import Sample
from town_portal.authoring.importers.draft import Draft, DraftPicture
from town_portal.authoring.importers.word import GivenFile, understand_document
from town_portal.authoring.importers.write import format_credit, list_pictures, write_draft

DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a document: its draft, and the words that the article lacks."""

    draft: Draft
    lost: Counter[str]


def import_sample(sample: Sample) -> Imported:
    """Import a document into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        files = [GivenFile(*pair) for pair in sample.photographs]
        draft = understand_document(GivenFile("bai.docx", sample.data), files)
        written = write_draft(draft, Path(folder), "tin", DAY)
        before = words.words(sample.text) if sample.text else words.of_document(sample.data)
        return Imported(draft, words.lost(before, words.of_article(written.folder), sample.labels))


def captions_of(draft: Draft) -> list[list[str]]:
    """Return the words of each photograph's caption and credit, in order."""
    return [words.words(said(picture)) for picture in list_pictures(draft)]


def said(picture: DraftPicture) -> str:
    """Return caption and credit of a photograph as one text."""
    return f"{picture.caption} {format_credit(picture)}".strip()
