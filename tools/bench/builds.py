"""Builds of the full portal beside Hugo's: from nothing, nothing changed, one edited, one added.

The generators take turns, so that a ratio is taken between two builds of the same minute.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from plugins._kit.text import number
from tools.bench.corpus import make_added, make_article
from tools.bench.portal import LEAST, Generator, make_hugo, make_ours
from tools.bench.run import CannotMeasure, Cost, Workspace, count_files, say, workspace
from tools.bench.table import TEN_THOUSAND, Column, Goal, Row, Table, at_ten_thousand

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
"""So many where there are up to 10,000 articles, else one."""
NEEDED = 160_000
"""Bytes that an article takes in the corpora and the outputs."""
CASES = {"cold": "dựng mới", "same": "không đổi", "edit": "sửa một bài", "add": "thêm một bài"}
SENTENCE = "Bản tin đã được cập nhật lần {}."
COLUMNS = (
    *(Column("hugo", "Hugo", "s", 2), Column("wall", "cổng này", "s", 2)),
    *(Column("ratio", "so với Hugo", "×", 2), Column("cpu", "CPU", "s", 2)),
    *(Column("peak", "bộ nhớ", "MB"), Column("memory", "so với Hugo", "×", 2)),
    *(Column("written", "tệp ghi"), Column("removed", "tệp xóa")),
)
OUTPUT = (Column("files", "số tệp"), Column("size", "dung lượng", "MB"))
GROWTH = (Column("cold", "dựng mới", "×", 1), Column("add", "thêm một bài", "×", 2))
GOALS: Mapping[str, Mapping[str, Goal]] = {
    "cold": {"ratio": Goal(2.0), "memory": Goal(0.4)},
    "same": {"ratio": Goal(0.04), "cpu": Goal(0.5)},
    "edit": {"ratio": Goal(0.06), "cpu": Goal(0.8), "written": Goal(20)},
    "add": {"ratio": Goal(0.08), "written": Goal(60)},
}
OUTPUT_GOALS = {"files": Goal(20_000), "size": Goal(450)}
GROWTH_GOALS = {"cold": Goal(11), "add": Goal(2)}
State = Mapping[str, os.stat_result]


@dataclass
class Record:
    """What was measured of one generator: costs, files written and removed, by case."""

    costs: dict[str, list[Cost]] = field(default_factory=lambda: {case: [] for case in CASES})
    written: dict[str, list[int]] = field(default_factory=lambda: {case: [] for case in CASES})
    removed: dict[str, list[int]] = field(default_factory=lambda: {case: [] for case in CASES})
    output: State = field(default_factory=dict)

    def median_wall(self, case: str) -> float:
        """Return the seconds of a case."""
        return median(cost.wall for cost in self.costs[case])


def measure(sizes: Sequence[int]) -> Iterator[Table]:
    """Yield the tables of each number of articles; raises CannotMeasure."""
    ours: dict[int, Record] = {}
    for count in sizes or SIZES:
        if count < LEAST:
            raise CannotMeasure(f"--articles: ít nhất {LEAST} bài")
        say(f"— builds: {number(count)} bài, cổng đầy đủ cạnh cổng tối giản của Hugo")
        with workspace(count * NEEDED) as place:
            generators = (make_hugo(place.folder, count), make_ours(place.folder, count))
            hugo, ours[count] = run_cases(generators, count, place)
        yield Table(f"{number(count)} bài", COLUMNS, case_rows(hugo, ours[count], count))
        yield Table(
            "Kết quả",
            OUTPUT,
            [output_row("Hugo", hugo, 0), output_row("Cổng này", ours[count], count)],
        )
    yield from growth_table(ours)


def run_cases(generators: Sequence[Generator], count: int, place: Workspace) -> list[Record]:
    """Run every case some times, the generators in turn."""
    records = [Record() for _ in generators]
    for case, words in CASES.items():
        for turn in range(1, 1 + (ROUNDS if count <= TEN_THOUSAND else 1)):
            for generator, record in zip(generators, records, strict=True):
                change(generator, case, turn, count, place)
                cost = build(generator, record, case)
                say(
                    f"  {generator.name}, {words}, lượt {turn}: {cost.wall:.2f} s".replace(".", ",")
                )
    return records


def change(generator: Generator, case: str, turn: int, count: int, place: Workspace) -> None:
    """Change what a case changes: another article in each turn."""
    if case == "cold":
        for path in (generator.output, *generator.caches):
            place.discard(path)
    elif case == "edit":
        article = make_article((count // 2 + 37 * turn) % count)
        generator.write([article.with_sentence(SENTENCE.format(turn))])
    elif case == "add":
        generator.write([make_added(turn)])


def build(generator: Generator, record: Record, case: str) -> Cost:
    """Build once and note what that took and what of the output changed."""
    before = count_files(generator.output)
    cost = generator.build()
    record.output = count_files(generator.output)
    record.costs[case].append(cost)
    record.written[case].append(count_written(before, record.output))
    record.removed[case].append(len(before.keys() - record.output.keys()))
    return cost


def count_written(before: State, after: State) -> int:
    """Count the files that are new or were written again: another inode, time or size."""

    def mark(state: os.stat_result | None) -> object:
        return state and (state.st_ino, state.st_mtime_ns, state.st_size)

    return sum(mark(before.get(name)) != mark(state) for name, state in after.items())


def case_rows(hugo: Record, ours: Record, count: int) -> list[Row]:
    """Return a row for each case; ratios are taken within a round."""
    rows = []
    for case, words in CASES.items():
        pairs = list(zip(hugo.costs[case], ours.costs[case], strict=True))
        figures = {
            "hugo": hugo.median_wall(case),
            "wall": ours.median_wall(case),
            "ratio": median(our.wall / their.wall for their, our in pairs),
            "cpu": median(our.cpu for _, our in pairs),
            "peak": median(our.peak for _, our in pairs),
            "memory": median(our.peak / their.peak for their, our in pairs),
            "written": median(ours.written[case]),
            "removed": median(ours.removed[case]),
        }
        rows.append(Row(words, figures, at_ten_thousand(count, GOALS[case])))
    return rows


def output_row(name: str, record: Record, count: int) -> Row:
    """Return how large an output is; with 10,000 articles there are goals."""
    size = sum(state.st_size for state in record.output.values()) / 1_000_000
    figures = {"files": len(record.output), "size": size}
    return Row(name, figures, at_ten_thousand(count, OUTPUT_GOALS))


def growth_table(ours: Mapping[int, Record]) -> Iterator[Table]:
    """Yield how more than 10,000 articles compare with 10,000, where both were measured."""
    rows = [
        Row(
            f"{number(count)} / {number(TEN_THOUSAND)} bài",
            {
                case: record.median_wall(case) / ours[TEN_THOUSAND].median_wall(case)
                for case in ("cold", "add")
            },
            GROWTH_GOALS,
        )
        for count, record in ours.items()
        if count > TEN_THOUSAND and TEN_THOUSAND in ours
    ]
    if rows:
        yield Table("Lớn lên", GROWTH, rows)
