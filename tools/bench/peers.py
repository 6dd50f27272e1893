"""Builds of the full portal beside other generators, all in one run.

The generators take turns, in the other order in every second round, so that a ratio is taken
between two builds of the same minute. One that is not installed is named and left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tools.bench.corpus import make_added, make_article
from tools.bench.generators import PEERS, make_peer
from tools.bench.portal import Generator, make_ours
from tools.bench.run import CannotMeasure, Cost, Workspace, count_files, print_line, workspace
from tools.bench.table import TEN_THOUSAND, Column, FigureTable, Goal, TableRow, select_goals
from town_portal.core.text import format_number

SIZES = (1_000, 10_000)
ROUNDS = 3
NEEDED = 80_000
"""Bytes that an article takes in a generator's corpus and output."""
CASES = {"cold": "dựng mới", "add": "thêm một bài", "edit": "sửa một bài", "same": "không đổi"}
SENTENCE = "Bản tin đã được cập nhật lần {}."
COLUMNS = (
    *(Column("wall", "đồng hồ", "s", 2), Column("ratio", "so với Hugo", "×", 2)),
    *(Column("cpu", "CPU", "s", 2), Column("work", "so với Hugo", "×", 2)),
    *(Column("peak", "bộ nhớ", "MB"), Column("memory", "so với Hugo", "×", 2)),
    *(Column("files", "số tệp"), Column("size", "dung lượng", "MB")),
    *(Column("written", "tệp ghi"), Column("removed", "tệp xóa")),
)
GROWTH = (Column("cold", "dựng mới", "×", 1), Column("add", "thêm một bài", "×", 2))
GOALS: Mapping[str, Mapping[str, Goal]] = {
    "cold": {"ratio": Goal(2.0), "memory": Goal(0.4), "files": Goal(20_000), "size": Goal(450)},
    "add": {"ratio": Goal(0.08), "written": Goal(60)},
    "edit": {"ratio": Goal(0.06), "cpu": Goal(0.8), "written": Goal(20)},
    "same": {"ratio": Goal(0.04), "cpu": Goal(0.5)},
}
GROWTH_GOALS = {"cold": Goal(11), "add": Goal(2)}
State = Mapping[str, os.stat_result]


@dataclass(frozen=True)
class PeerBuild:
    """What one build took; its output in files and bytes, the files written and removed."""

    cost: Cost
    files: int
    size: int
    written: int
    removed: int


@dataclass
class PeerRecord:
    """The builds of one generator, by case."""

    name: str
    builds: dict[str, list[PeerBuild]] = field(default_factory=lambda: {case: [] for case in CASES})

    def median(self, case: str, name: str) -> float:
        """Return a figure of a case's costs: wall, cpu or peak."""
        return float(median(getattr(item.cost, name) for item in self.builds[case]))

    def ratio(self, other: PeerRecord, case: str, name: str) -> float:
        """Compare a figure with that of another generator, within each round."""
        pairs = zip(self.builds[case], other.builds[case], strict=True)
        return float(median(getattr(a.cost, name) / getattr(b.cost, name) for a, b in pairs))


def measure(
    sizes: Sequence[int], names: Sequence[str] = (), rounds: int = ROUNDS
) -> Iterator[FigureTable]:
    """Yield a table for each number of articles; raises CannotMeasure."""
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise CannotMeasure(f"--peers: không có “{unknown[0]}”, chỉ có {', '.join(PEERS)}")
    ours: dict[int, PeerRecord] = {}
    for count in sizes or SIZES:
        print_line(
            f"— peers: {format_number(count)} bài, cổng đầy đủ cạnh cổng tối giản "
            "của các phần mềm khác"
        )
        with workspace(count * NEEDED * (1 + len(names or PEERS))) as place:
            made = [*make_peers(place, names or [*PEERS], count), make_ours(place.folder, count)]
            records = [PeerRecord(item.name) for item in made]
            run_cases(made, records, count, place, rounds)
        ours[count] = records[-1]
        yield compare(records, count)
    yield from build_growth_table(ours)


def make_peers(place: Workspace, names: Sequence[str], count: int) -> Iterator[Generator]:
    """Prepare the other generators, the one to compare with first; tell who is not there."""
    for name in (item for item in PEERS if item in names):
        try:
            yield make_peer(name, place.folder, count)
        except CannotMeasure as error:
            print_line(f"  bỏ qua {name}: {error}")


def run_cases(
    made: Sequence[Generator],
    records: Sequence[PeerRecord],
    count: int,
    place: Workspace,
    rounds: int,
) -> None:
    """Run every case some times, the generators in turn."""
    for case, words in CASES.items():
        for turn in range(1, 1 + rounds):
            pairs = list(zip(made, records, strict=True))
            for generator, record in pairs if turn % 2 else reversed(pairs):
                change(generator, case, turn, count, place)
                record.builds[case].append(build(generator))
                wall = f"{record.builds[case][-1].cost.wall:.2f}".replace(".", ",")
                print_line(f"  {generator.name}, {words}, lượt {turn}: {wall} s")


def change(generator: Generator, case: str, turn: int, count: int, place: Workspace) -> None:
    """Change what a case changes: another article in each turn."""
    if case == "cold":
        for path in (generator.output, *generator.caches):
            place.discard(path)
    elif case == "add":
        generator.write([make_added(turn)])
    elif case == "edit":
        article = make_article((count // 2 + 37 * turn) % count)
        generator.write([article.with_sentence(SENTENCE.format(turn))])


def build(generator: Generator) -> PeerBuild:
    """Build once and find out what of the output changed."""
    before = count_files(generator.output)
    cost = generator.build()
    after = count_files(generator.output)
    size = sum(item.st_size for item in after.values())
    removed = len(before.keys() - after.keys())
    return PeerBuild(cost, len(after), size, count_written(before, after), removed)


def count_written(before: State, after: State) -> int:
    """Count the files that are new or were written again: another inode, time or size."""

    def mark(state: os.stat_result | None) -> object:
        return state and (state.st_ino, state.st_mtime_ns, state.st_size)

    return sum(mark(before.get(name)) != mark(item) for name, item in after.items())


def compare(records: Sequence[PeerRecord], count: int) -> FigureTable:
    """Return the table: a row for each generator in each case; ours, the last, has goals."""
    hugo = next((record for record in records if record.name == PEERS["hugo"].name), None)
    rows = []
    for case, words in CASES.items():
        for record in records:
            goals = select_goals(count, GOALS[case]) if record is records[-1] else {}
            rows.append(
                TableRow(f"{words}: {record.name}", compute_case_figures(record, hugo, case), goals)
            )
    return FigureTable(f"{format_number(count)} bài", COLUMNS, rows)


def compute_case_figures(
    record: PeerRecord, hugo: PeerRecord | None, case: str
) -> dict[str, float]:
    """Return a generator's figures in a case: medians, ratios within a round, the last output."""
    builds, ratios = record.builds[case], {"ratio": "wall", "work": "cpu", "memory": "peak"}
    figures: dict[str, float] = {name: record.median(case, name) for name in ratios.values()}
    if hugo is not None:
        figures |= {key: record.ratio(hugo, case, name) for key, name in ratios.items()}
    if case != "cold":
        figures |= {
            key: median(getattr(item, key) for item in builds) for key in ("written", "removed")
        }
    return {**figures, "files": builds[-1].files, "size": builds[-1].size / 1_000_000}


def build_growth_table(ours: Mapping[int, PeerRecord]) -> Iterator[FigureTable]:
    """Yield how more than 10,000 articles compare with 10,000, where both were measured."""
    least = ours.get(TEN_THOUSAND)
    if least is not None and max(ours) > TEN_THOUSAND:
        rows = []
        for count, record in ours.items():
            figures = {
                item: record.median(item, "wall") / least.median(item, "wall")
                for item in GROWTH_GOALS
            }
            name = f"{format_number(count)} / {format_number(TEN_THOUSAND)} bài"
            rows += [TableRow(name, figures, GROWTH_GOALS)] if count > TEN_THOUSAND else []
        yield FigureTable("Lớn lên", GROWTH, rows)
