"""Measures the check of the content as staff run it, and prints the tables."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from plugins._kit.tables import DEFAULT_TOWN
from plugins._kit.text import number
from plugins.commands.bench.builds import formats, measure
from plugins.commands.bench.builds.room import room
from plugins.commands.bench.editorial import clean
from plugins.commands.bench.goals import Column, Goal, Row, missed
from plugins.commands.bench.search import corpus
from plugins.commands.bench.table import table
from plugins.commands.places import ROOT
from plugins.editorial import ledger
from plugins.editorial.read import Place, read
from plugins.editorial.rules import look

COUNT = 10_000
NEEDED = 30_000
"""Bytes that an article takes in its folder."""
ARTICLES = "BENCH_ARTICLES"
PHOTOGRAPHS = 3
"""So many has every second article."""
SEED = ROOT / "content" / "articles" / "2020" / "2020-12-14-kiem-tra-cai-cach-hanh-chinh"
CODE = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); "
    "from plugins.commands.content_check import main; sys.exit(main(Path(sys.argv[2])))"
)
SECONDS = (
    *(Column("cold", "lần đầu", "s", 1), Column("changed", "sau khi sửa một bài", "s", 2)),
    *(Column("same", "không đổi", "s", 2), Column("memory", "bộ nhớ", "MB")),
)
GOALS: Mapping[str, Goal] = {"cold": Goal(20), "changed": Goal(1)}
FALSE = (Column("texts", "số bài"), Column("false", "báo nhầm mỗi bài", "", 2))
FALSE_GOALS: Mapping[str, Goal] = {"false": Goal(0.2)}


def fill(content: Path, count: int) -> Path:
    """Write the articles and return the file of the first; every second one has photographs."""
    shutil.copytree(ROOT / "content" / "data", content / "data")
    for source in formats.ours_categories():
        (content / source.path).write_text(source.text, encoding="utf-8")
    files = []
    for index, news in enumerate(corpus.corpus(count)):
        source = formats.ours(news)
        path = content / source.path
        path.parent.mkdir(parents=True)
        text = _illustrated(source.text, path.parent, content) if index % 2 else source.text
        path.write_text(text, encoding="utf-8")
        files.append(path)
    return files[0]


def _illustrated(text: str, folder: Path, content: Path) -> str:
    """Return an article with photographs between its paragraphs; they lie once on the disk."""
    parts = text.split("\n\n")
    for index in range(1, PHOTOGRAPHS + 1):
        name = f"anh-{index}.jpg"
        first = content / name
        if not first.exists():
            shutil.copyfile(SEED / name, first)
        os.link(first, folder / name)
        figure = (
            f'![Phòng họp nhìn từ phía {index}]({name} "Buổi làm việc. Ảnh: Trung tâm Văn hóa")'
        )
        parts.insert(2 * index, figure)
    return "\n\n".join(parts)


def seconds(folder: Path, count: int) -> Row:
    """Check the articles: the first time, after one change, and once more."""
    content = folder / "content"
    first = fill(content, count)
    command = [sys.executable, "-c", CODE, str(ROOT), str(content)]
    try:
        cold = measure.build(command, folder)
        with first.open("a", encoding="utf-8") as file:
            file.write("\nBản tin đã được cập nhật.\n")
        changed = measure.build(command, folder)
        same = measure.build(command, folder)
    finally:
        ledger.place_of(content).unlink(missing_ok=True)
    figures = {
        "cold": cold.seconds,
        "changed": changed.seconds,
        "same": same.seconds,
        "memory": cold.peak / 1_000_000,
    }
    return Row(f"{number(count)} bài", figures, GOALS)


def false_findings(folder: Path) -> Row:
    """Look at the clean texts, in which whatever is found is found wrongly."""
    place, count = Place(folder, DEFAULT_TOWN), 0
    for text in clean.texts():
        path = folder / text.name / "index.md"
        path.parent.mkdir(parents=True)
        path.write_text(text.file, encoding="utf-8")
        count += len(list(look(read(path, place).text)))
    texts = len(clean.texts())
    return Row("Bài sạch", {"texts": texts, "false": count / texts}, FALSE_GOALS)


def compare() -> list[str]:
    """Measure, print the tables, and give the sentences about missed goals. Raises NotBuilt."""
    count = int(os.environ.get(ARTICLES) or COUNT)
    print(f"— editorial: soát lỗi {number(count)} bài, nửa số bài có {PHOTOGRAPHS} ảnh", flush=True)
    with room(count * NEEDED) as place:
        checked = seconds(place.folder / "many", count)
        clean_row = false_findings(place.folder / "clean")
    print(table([checked], SECONDS, "Soát lỗi"))
    print(table([clean_row], FALSE, "Báo nhầm"), flush=True)
    return [*missed([checked], SECONDS), *missed([clean_row], FALSE)]
