"""Proofreading of many articles, half of them with photographs: at first, after an edit, again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.bench.corpus import make_article
from tools.bench.portal import make_ours, save
from tools.bench.run import measure as measure_command
from tools.bench.run import print_line, workspace
from tools.bench.table import TEN_THOUSAND, Column, FigureTable, Goal, TableRow, select_goals
from town_portal.authoring.proofreading import check_cache
from town_portal.core.system.places import ROOT
from town_portal.core.text import format_number

NEEDED = 30_000
PHOTOGRAPH = ROOT / "content/articles/2020/2020-12-14-kiem-tra-cai-cach-hanh-chinh/anh-1.jpg"
FIGURE = '![Phòng họp nhìn từ cửa](anh.jpg "Buổi làm việc. Ảnh: Trung tâm Văn hóa")'
CODE = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); "
    "from town_portal.cli.content_check import main; sys.exit(main(Path(sys.argv[2])))"
)
COLUMNS = (
    *(Column("cold", "lần đầu", "s", 1), Column("changed", "sau khi sửa một bài", "s", 2)),
    *(Column("same", "không đổi", "s", 2), Column("memory", "bộ nhớ", "MB")),
)
GOALS = {"cold": Goal(20), "changed": Goal(1)}


def measure_proofreading(sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of Soát lỗi; raises CannotMeasure."""
    for count in sizes or (TEN_THOUSAND,):
        print_line(f"— editorial: soát lỗi {format_number(count)} bài, nửa số bài có ảnh")
        with workspace(count * NEEDED) as place:
            figures = check_articles(place.folder, count)
        yield FigureTable(
            "Soát lỗi",
            COLUMNS,
            [TableRow(f"{format_number(count)} bài", figures, select_goals(count, GOALS))],
        )


def check_articles(folder: Path, count: int) -> dict[str, float]:
    """Check the articles three times: the second time one has changed."""
    portal = make_ours(folder, count)
    shutil.copy(PHOTOGRAPH, folder / "anh.jpg")
    for turn in range(0, count, 2):
        name, text = portal.format_article(make_article(turn))
        save(portal.source, name, f"{text}\n{FIGURE}\n")
        os.link(folder / "anh.jpg", (portal.source / name).with_name("anh.jpg"))
    command = [sys.executable, "-c", CODE, str(ROOT), str(portal.source)]
    try:
        cold = measure_command(command)
        portal.write([make_article(1).with_sentence("Bản tin đã được cập nhật.")])
        changed, same = measure_command(command), measure_command(command)
    finally:
        check_cache.place_of(portal.source).unlink(missing_ok=True)
    seconds = {"cold": cold.wall, "changed": changed.wall, "same": same.wall}
    return {**seconds, "memory": cold.peak}
