"""The tables of the builds: rows, columns and goals out of what was measured. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from plugins.commands.bench.builds.cases import CASES, Record
from plugins.commands.bench.goals import Column, Goal, Row

MEGA = 1_000_000
TEN_THOUSAND = 10_000
"""The number of articles for which the goals are."""
UNEQUAL = 0.08
"""By how much the files or the bytes of two portals may differ; more is no comparison."""
TIMES = {**CASES, "peak": "bộ nhớ"}
OUTPUT = (
    *(Column("written", "tệp ghi khi thêm"), Column("files", "số tệp")),
    Column("size", "dung lượng", "MB", 1),
)
RATIOS = (*(Column(case, title, "×", 2) for case, title in TIMES.items()), *OUTPUT)
SECONDS = (
    *(Column(case, title, "s", 2) for case, title in CASES.items()),
    Column("peak", TIMES["peak"], "MB"),
)
ABSOLUTE = (*SECONDS, *OUTPUT)
WRITTEN = Goal(40)
RATIO_GOALS: Mapping[str, Goal] = {
    "cold": Goal(0.75),
    "edit": Goal(0.08),
    "add": Goal(0.12),
    "peak": Goal(0.3),
    "written": WRITTEN,
}
"""Ours to Hugo's full rebuild, with 10,000 articles."""
SAME = Goal(0.5)
LARGE_GOALS: Mapping[str, Goal] = {"growth": Goal(12), "add": Goal(5)}
GROWTH = Column("growth", "dựng mới / 10.000 bài", "×", 1)


def numbered(count: int) -> str:
    """Give a number of articles in words: ``10.000 bài``."""
    return f"{count:,} bài".replace(",", ".")


def seconds(record: Record) -> dict[str, float]:
    """Give the medians of a record: seconds by case, the peak of cold builds in MB, its output."""
    found = {case: median(run.seconds for run in runs) for case, runs in record.runs.items()}
    found["peak"] = median(run.peak for run in record.runs["cold"]) / MEGA
    return {**found, **output(record)}


def output(record: Record) -> dict[str, float]:
    """Give what stands in the output and how much of it is written for a new article."""
    return {
        "written": median(record.written),
        "files": record.files,
        "size": record.size / MEGA,
    }


def ratios(record: Record, base: Record) -> dict[str, float]:
    """Give a record's times and memory as ratios to another's, each within its round."""
    found = {
        case: median(
            run.seconds / other.seconds
            for run, other in zip(runs, base.runs[case], strict=False)  # a peer may have one round
        )
        for case, runs in record.runs.items()
    }
    pairs = zip(record.runs["cold"], base.runs["cold"], strict=False)
    found["peak"] = median(run.peak / other.peak for run, other in pairs)
    return {**found, **output(record)}


def ratio_rows(records: Sequence[Record], base: Record, count: int) -> list[Row]:
    """Give a row for each generator with its ratios; the last one is ours and has the goals."""
    goals = RATIO_GOALS if count == TEN_THOUSAND else {}
    return [
        Row(
            f"{record.name}, {numbered(count)}",
            ratios(record, base),
            goals if record is records[-1] else {},
        )
        for record in records
    ]


def second_rows(records: Sequence[Record], count: int) -> list[Row]:
    """Give a row for each generator with its seconds; the last one is ours and has the goal."""
    goals = {"same": SAME} if count == TEN_THOUSAND else {}
    return [
        Row(
            f"{record.name}, {numbered(count)}",
            seconds(record),
            goals if record is records[-1] else {},
        )
        for record in records
    ]


def full_row(record: Record, count: int) -> Row:
    """Give the row of the full portal."""
    goals = {"written": WRITTEN} if count == TEN_THOUSAND else {}
    return Row(numbered(count), seconds(record), goals)


def large_row(record: Record, count: int, cold: float | None) -> Row:
    """Give the row of more than 10,000 articles; ``cold`` is the seconds that 10,000 took."""
    found = seconds(record)
    if cold:
        found["growth"] = found["cold"] / cold
    goals = {key: goal for key, goal in LARGE_GOALS.items() if key in found}
    return Row(f"{record.name}, {numbered(count)}", found, goals)


def unequal(records: Sequence[Record], count: int) -> Iterator[str]:
    """Give a sentence about each generator whose portal is not as large as ours, the last one."""
    ours = records[-1]
    for record in records[:-1]:
        for words, value, wanted in (
            ("số tệp", record.files, ours.files),
            ("dung lượng", record.size, ours.size),
        ):
            share = value / wanted - 1
            if abs(share) > UNEQUAL:
                name = f"{record.name}, {numbered(count)}"
                yield f"{name}: {words} lệch {share:+.0%} so với cổng này, không so sánh được"
