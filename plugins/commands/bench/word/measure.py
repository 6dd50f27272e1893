"""Imports a document and counts: words lost, captions paired, seconds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from plugins.commands.bench.goals import Column, Goal, Row
from plugins.commands.bench.word import words
from plugins.commands.bench.word.documents import Sample
from plugins.importers.draft import Draft, Picture
from plugins.importers.word import File, understand
from plugins.importers.write import credit_of, pictures, write

COLUMNS = (
    Column("words", "chữ"),
    Column("lost", "chữ mất"),
    Column("captions", "chú thích"),
    Column("paired", "ghép đúng", "%", 1),
    Column("seconds", "thời gian", "giây", 2),
)
GOALS = {"lost": Goal(0), "paired": Goal(95, least=True), "seconds": Goal(1)}
ALL = "Tất cả"
DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of a document: its draft, its words before and after, and the seconds."""

    draft: Draft
    before: list[str]
    after: list[str]
    seconds: float


def measured(sample: Sample) -> Measured:
    """Import a document into an empty folder. The seconds hold reading and writing."""
    with tempfile.TemporaryDirectory() as folder:
        begin = perf_counter()
        files = [File(*pair) for pair in sample.photographs]
        draft = understand(File("bai.docx", sample.data), files)
        written = write(draft, Path(folder), "tin", DAY)
        seconds = perf_counter() - begin
        before = words.words(sample.text) if sample.text else words.of_document(sample.data)
        return Measured(draft, before, words.of_article(written.folder), seconds)


def paired(sample: Sample, draft: Draft) -> tuple[int, int]:
    """Return how many captions stand at their photograph, and how many there are."""
    found = [words.words(said(picture)) for picture in pictures(draft)]
    wanted = [words.words(caption) for caption in sample.captions]
    if len(found) != len(wanted):
        return 0, len(wanted)
    return sum(a == b for a, b in zip(found, wanted, strict=True)), len(wanted)


def said(picture: Picture) -> str:
    """Return caption and credit of a photograph as one text."""
    return f"{picture.caption} {credit_of(picture)}".strip()


def row(name: str, sample: Sample, found: Measured) -> Row:
    """Return the figures of one document."""
    right, count = paired(sample, found.draft)
    figures = {
        "words": len(found.before),
        "lost": words.lost(found.before, found.after, sample.labels).total(),
        "captions": count,
        "paired": 100 * right / count,
        "seconds": found.seconds,
    }
    return Row(name, figures, {"seconds": GOALS["seconds"], "lost": GOALS["lost"]})


def together(rows: Iterable[Row]) -> Row:
    """Return the figures of all documents together; of the seconds the most."""
    each = list(rows)
    count = sum(it.figures["captions"] for it in each)
    right = sum(it.figures["paired"] * it.figures["captions"] for it in each)
    figures = {
        "words": sum(it.figures["words"] for it in each),
        "lost": sum(it.figures["lost"] for it in each),
        "captions": count,
        "paired": right / count,
        "seconds": max(it.figures["seconds"] for it in each),
    }
    return Row(ALL, figures, GOALS)
