"""All towns of one province, made by `new`: nothing changed, and one article in each."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

from tools.bench.corpus import CorpusArticle, make_added, make_article
from tools.bench.portal import format_for_us, save
from tools.bench.run import CannotMeasure, print_line, workspace
from tools.bench.run import measure as measure_command
from tools.bench.table import Column, FigureTable, Goal, TableRow
from town_portal.cli import new
from town_portal.cli.engine.wheel import make_wheel
from town_portal.core.communes import Commune, list_communes
from town_portal.core.system.places import ROOT
from town_portal.core.text import format_number

PROVINCE = "Tỉnh Hà Tĩnh"
"""A province of 69 units."""
ARTICLES = 150
"""In each town; the goals are set for so many."""
NEEDED = 250_000
"""Bytes that an article takes in a town's folder."""
COLUMNS = (
    *(Column("wall", "thời gian", "s", 1), Column("cpu", "bộ xử lý", "s", 1)),
    Column("peak", "bộ nhớ", "MB"),
)
GOALS = {"same": Goal(60), "one": Goal(150)}
"""Seconds on two cores."""
KEYS = ("chinh-quyen", "kinh-te", "van-hoa-xa-hoi", "thong-bao")
"""The categories of a new town."""


def measure(sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of a province; raises CannotMeasure."""
    units = [commune for commune in list_communes() if commune.province == PROVINCE]
    for count in sizes or (ARTICLES,):
        print_line(f"— towns: {len(units)} cổng của một tỉnh, mỗi cổng {format_number(count)} bài")
        with workspace(len(units) * count * NEEDED) as place:
            folder = place.folder / "towns"
            make_towns(folder, units, count)
            yield FigureTable(f"{len(units)} cổng", COLUMNS, list(build_towns(folder, count)))


def make_towns(folder: Path, units: Sequence[Commune], count: int) -> None:
    """Make the folder of each unit by `new`, and write so many articles into it."""
    wheel = make_wheel(folder / "wheel")
    for turn, unit in enumerate(units):
        town = folder / unit.code
        with redirect_stdout(io.StringIO()) as told:
            if new.main(town, unit.code, {}, wheel, is_asked=False):
                raise CannotMeasure(told.getvalue())
        shutil.rmtree(town / ".git", ignore_errors=True)
        for place in range(count):
            write(town, make_article(turn * count + place))


def build_towns(folder: Path, count: int) -> Iterator[TableRow]:
    """Build all towns anew, with nothing changed, and with an article more in each."""
    command = [sys.executable, str(ROOT / "tasks.py"), "towns", str(folder)]
    goals = {name: {"wall": item} for name, item in GOALS.items()} if count == ARTICLES else {}
    yield TableRow("Lần đầu", vars(measure_command(command)))
    yield TableRow("Không đổi gì", vars(measure_command(command)), goals.get("same", {}))
    for turn, town in enumerate(sorted(item.parents[1] for item in folder.glob("*/content/data"))):
        write(town, make_added(turn))
    yield TableRow("Thêm một bài ở mỗi cổng", vars(measure_command(command)), goals.get("one", {}))


def write(town: Path, article: CorpusArticle) -> None:
    """Write an article into a town, below a category that it has."""
    key = article.category if article.category in KEYS else "van-hoa-xa-hoi"
    save(town / "content", *format_for_us(replace(article, category=key)))
