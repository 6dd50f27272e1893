"""Builds of the full portal beside other generators: from nothing, nothing changed, one change.

The generators take turns, in the other order in every second round, so that a ratio is taken
between two builds of the same minute.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from plugins._kit.text import number
from tools.bench.corpus import make_added, make_article
from tools.bench.peers import PEERS, make_peer
from tools.bench.portal import LEAST, Generator, make_ours
from tools.bench.run import CannotMeasure, Cost, Workspace, count_files, say, workspace
from tools.bench.table import TEN_THOUSAND, Column, Goal, Row, Table, at_ten_thousand

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
"""So many where there are up to 10,000 articles, else one."""
NEEDED = 160_000
"""Bytes that an article takes in the corpora and the outputs, with Hugo alone beside it."""
CASES = {
    "cold": "dựng mới",
    "same": "không đổi",
    "edit": "sửa một bài",
    "title": "sửa một tiêu đề",
    "add": "thêm một bài",
    "data": "sửa mô tả chuyên mục",
    "style": "sửa tệp CSS",
}
SENTENCE = "Bản tin đã được cập nhật lần {}."
COLUMNS = (
    *(Column("wall", "đồng hồ", "s", 2), Column("ratio", "so với Hugo", "×", 2)),
    *(Column("cpu", "CPU", "s", 2), Column("peak", "bộ nhớ", "MB")),
    *(Column("memory", "so với Hugo", "×", 2), Column("written", "tệp ghi")),
    Column("removed", "tệp xóa"),
)
OUTPUT = (Column("files", "số tệp"), Column("size", "dung lượng", "MB"))
GROWTH = (Column("cold", "dựng mới", "×", 1), Column("add", "thêm một bài", "×", 2))
KINDS = {
    "index": (re.compile(r"static/tim/"), "chỉ mục tìm"),
    "feeds": (re.compile(r".*\.(rss|atom|xml)$"), "bản tin RSS, sơ đồ"),
    "pages": (re.compile(r"\d{4}/\d\d/\d\d/.+\.html$"), "bài"),
    "lists": (re.compile(r"(index|(\d{4}|chuyen-muc|tu-khoa|luu-tru)\b.*)\.html$"), "danh mục"),
    "others": (re.compile(r""), "khác"),
}
"""What a file of this portal is: the first that its name begins with."""
CHANGES = tuple(
    column
    for kind, (_, title) in KINDS.items()
    for column in (Column(kind, title), Column(f"{kind} KB", "", "KB", 1))
)
GOALS: Mapping[str, Mapping[str, Goal]] = {
    "cold": {"ratio": Goal(2.0), "memory": Goal(0.4)},
    "same": {"ratio": Goal(0.04), "cpu": Goal(0.5)},
    "edit": {"ratio": Goal(0.06), "cpu": Goal(0.8), "written": Goal(20)},
    "add": {"ratio": Goal(0.08), "written": Goal(60)},
}
OUTPUT_GOALS = {"files": Goal(20_000), "size": Goal(450)}
GROWTH_GOALS = {"cold": Goal(11), "add": Goal(2)}
State = Mapping[str, os.stat_result]


@dataclass(frozen=True)
class Turn:
    """What one build took, the output, and bytes of the files that it wrote and took away."""

    cost: Cost
    output: State
    written: Mapping[str, int]
    removed: Mapping[str, int]


@dataclass
class Record:
    """The builds of one generator, by case."""

    generator: Generator
    turns: dict[str, list[Turn]] = field(default_factory=lambda: {case: [] for case in CASES})

    def median(self, case: str, name: str) -> float:
        """Return a figure of a case's costs: wall, cpu or peak."""
        return median(getattr(turn.cost, name) for turn in self.turns[case])

    def ratio(self, other: Record, case: str, name: str) -> float:
        """Compare a figure with that of another generator, within each round."""
        pairs = zip(self.turns[case], other.turns[case], strict=True)
        return median(getattr(a.cost, name) / getattr(b.cost, name) for a, b in pairs)


def measure(
    sizes: Sequence[int], peers: Sequence[str] = ("hugo",), rounds: int = 0
) -> Iterator[Table]:
    """Yield the tables of each number of articles; raises CannotMeasure."""
    if not set(peers) <= PEERS.keys() or "hugo" not in peers:
        raise CannotMeasure(f"--peers: hugo, và thêm nếu muốn: {', '.join([*PEERS][1:])}")
    ours: dict[int, Record] = {}
    for count in sizes or SIZES:
        if count < LEAST:
            raise CannotMeasure(f"--articles: ít nhất {LEAST} bài")
        say(f"— builds: {number(count)} bài, cổng đầy đủ cạnh cổng tối giản của {', '.join(peers)}")
        with workspace(count * NEEDED * (1 + len(peers)) // 2) as place:
            made = [make_peer(name, place.folder, count) for name in PEERS if name in peers]
            records = [Record(it) for it in (*made, make_ours(place.folder, count))]
            run_cases(records, count, place, rounds or (ROUNDS if count <= TEN_THOUSAND else 1))
        ours[count] = records[-1]
        yield from record_tables(records, count)
    yield from growth_table(ours)


def run_cases(records: Sequence[Record], count: int, place: Workspace, rounds: int) -> None:
    """Run every case some times, the generators in turn."""
    for case, words in CASES.items():
        for turn in range(1, 1 + rounds):
            for record in records[:: 1 if turn % 2 else -1]:
                change(record.generator, case, turn, count, place)
                record.turns[case].append(build(record.generator))
                wall = f"{record.turns[case][-1].cost.wall:.2f}".replace(".", ",")
                say(f"  {record.generator.name}, {words}, lượt {turn}: {wall} s")


def change(generator: Generator, case: str, turn: int, count: int, place: Workspace) -> None:
    """Change what a case changes: another article in each turn."""
    article = make_article((count // 2 + 37 * turn) % count)
    if case == "cold":
        for path in (generator.output, *generator.caches):
            place.discard(path)
    elif case == "edit":
        generator.write([article.with_sentence(SENTENCE.format(turn))])
    elif case == "title":
        generator.write([replace(article, title=f"{article.title} lần {turn}")])
    elif case == "add":
        generator.write([make_added(turn)])
    elif case == "data":
        generator.describe(f"Tin chính quyền, bản {turn}.")
    elif case == "style":
        with generator.style.open("a", encoding="utf-8") as sheet:
            sheet.write(f".bench {{ order: {turn} }}\n")


def build(generator: Generator) -> Turn:
    """Build once and find out what of the output changed."""
    before = count_files(generator.output)
    cost = generator.build()
    after = count_files(generator.output)
    written = {name: after[name].st_size for name in find_written(before, after)}
    removed = {name: before[name].st_size for name in before.keys() - after.keys()}
    return Turn(cost, after, written, removed)


def find_written(before: State, after: State) -> set[str]:
    """Return the files that are new or were written again: another inode, time or size."""

    def mark(state: os.stat_result | None) -> object:
        return state and (state.st_ino, state.st_mtime_ns, state.st_size)

    return {name for name, it in after.items() if mark(before.get(name)) != mark(it)}


def kind_of(name: str) -> str:
    """Return what a file of this portal is: a key of ``KINDS``."""
    return next(kind for kind, (pattern, _) in KINDS.items() if pattern.match(name))


def record_tables(records: Sequence[Record], count: int) -> Iterator[Table]:
    """Yield the tables with one number of articles: costs, output, what the changes wrote."""
    hugo, ours = records[0], records[-1]
    title = f"{number(count)} bài"
    rows = []
    for case, words in CASES.items():
        for it in records:
            goals = at_ten_thousand(count, GOALS.get(case, {})) if it is ours else {}
            name = f"{words}: {it.generator.name}"
            rows.append(Row(name, case_figures(it, hugo, case), goals))
    yield Table(title, COLUMNS, rows)
    yield Table("Kết quả", OUTPUT, [output_row(it, count if it is ours else 0) for it in records])
    changes = []
    for case in (it for it in CASES if it not in ("cold", "same")):
        last = ours.turns[case][-1]
        changes.append(Row(f"{CASES[case]}: ghi", kind_figures(last.written)))
        changes.append(Row(f"{CASES[case]}: xóa", kind_figures(last.removed)))
    yield Table("Cổng này", CHANGES, changes)


def case_figures(record: Record, hugo: Record, case: str) -> dict[str, float]:
    """Return what a generator took in a case, as medians."""
    turns = record.turns[case]
    return {
        **{name: record.median(case, name) for name in ("wall", "cpu", "peak")},
        "ratio": record.ratio(hugo, case, "wall"),
        "memory": record.ratio(hugo, case, "peak"),
        "written": median(len(turn.written) for turn in turns),
        "removed": median(len(turn.removed) for turn in turns),
    }


def kind_figures(files: Mapping[str, int]) -> dict[str, float]:
    """Return how many files of each kind there are, and how many KB."""
    figures = {column.key: 0.0 for column in CHANGES}
    for name, size in files.items():
        figures[kind_of(name)] += 1
        figures[f"{kind_of(name)} KB"] += size / 1000
    return figures


def output_row(record: Record, count: int) -> Row:
    """Return how large an output is; with 10,000 articles there are goals."""
    output = record.turns["add"][-1].output
    size = sum(state.st_size for state in output.values()) / 1_000_000
    figures = {"files": len(output), "size": size}
    return Row(record.generator.name, figures, at_ten_thousand(count, OUTPUT_GOALS))


def growth_table(ours: Mapping[int, Record]) -> Iterator[Table]:
    """Yield how more than 10,000 articles compare with 10,000, where both were measured."""
    rows = []
    for count, record in ours.items():
        if count > TEN_THOUSAND and TEN_THOUSAND in ours:
            name = f"{number(count)} / {number(TEN_THOUSAND)} bài"
            least = ours[TEN_THOUSAND]
            figures = {
                it: record.median(it, "wall") / least.median(it, "wall") for it in GROWTH_GOALS
            }
            rows.append(Row(name, figures, GROWTH_GOALS))
    if rows:
        yield Table("Lớn lên", GROWTH, rows)
