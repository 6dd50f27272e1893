"""Builds a portal with ever more documents, adds one, and prints what that costs."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from plugins._kit.text import number
from plugins.commands.bench.builds import formats, measure
from plugins.commands.bench.builds.generators import FILES, FULL, SHARED, pelican, save
from plugins.commands.bench.builds.room import room
from plugins.commands.bench.documents.corpus import citing, document
from plugins.commands.bench.goals import Column, Goal, Row, missed
from plugins.commands.bench.search import corpus
from plugins.commands.bench.table import table
from plugins.commands.places import ROOT

COUNTS = (0, 500, 1_000, 2_000)
ARTICLES = 200
"""So many articles are there besides; each second one cites a document."""
NEEDED = 200_000_000
COLUMNS = (
    *(Column("cold", "dựng lần đầu, CPU", "s", 1), Column("each", "mỗi văn bản thêm", "ms", 1)),
    *(Column("added", "thêm một, CPU", "s", 2), Column("written", "trang ghi lại")),
    Column("memory", "bộ nhớ", "MB"),
)
STEADY = 1.3
"""So many times as much at most may a document cost among the most as among the fewest."""


def fill(content: Path, count: int) -> None:
    """Write the content folder of a portal with so many documents."""
    shutil.copytree(FILES / "town" / "full", content)
    save(content, formats.ours_categories())
    for name in SHARED:
        source = ROOT / "content" / "data" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, content / "data" / name)
    for index, news in enumerate(corpus.corpus(ARTICLES)):
        made = formats.ours(news)
        text = citing(made.text, index, count) if index % 2 else made.text
        save(content, [replace(made, text=text)])
    save(content, map(document, range(count)))


def measured(folder: Path, count: int) -> dict[str, float]:
    """Build a portal, add a document, build again, and give what that took."""
    content, output = folder / "content", folder / "site"
    fill(content, count)
    command = pelican(content, output, FULL)
    cold = measure.build(command, folder)
    before = measure.marks(output)
    save(content, [document(count)])
    added = measure.build(command, folder)
    written = measure.written(before, measure.marks(output))
    memory = cold.peak / 1_000_000
    return {"cold": cold.cpu, "added": added.cpu, "written": written, "memory": memory}


def rows(found: Mapping[int, Mapping[str, float]]) -> list[Row]:
    """Return the table: what a document costs from row to row may not grow. Pure."""
    made: list[Row] = []
    counts: Sequence[int] = sorted(found)
    first = 0.0
    for before, count in zip((0, *counts), counts, strict=False):
        more = count - before
        each = 1000 * (found[count]["cold"] - found[before]["cold"]) / more if more else 0.0
        goals = {"each": Goal(STEADY * first)} if first else {}
        first = first or each
        made.append(Row(f"{number(count)} văn bản", {**found[count], "each": each}, goals))
    return made


def compare() -> list[str]:
    """Measure, print the table, and give the sentences about missed goals. Raises NotBuilt."""
    print(f"— documents: {ARTICLES} bài và ngày càng nhiều văn bản", flush=True)
    found = {}
    with room(NEEDED) as place:
        for count in COUNTS:
            folder = place.folder / str(count)
            folder.mkdir()
            found[count] = measured(folder, count)
            place.take_away(folder)
    table_rows = rows(found)
    print(table(table_rows, COLUMNS, "Văn bản"), flush=True)
    return missed(table_rows, COLUMNS)
