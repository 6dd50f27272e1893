"""The part ``builds`` of the bench: builds portals with four generators and prints the tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plugins.commands.bench.builds import corpus, generators, results
from plugins.commands.bench.builds.cases import Bench, Record
from plugins.commands.bench.builds.generators import Generator
from plugins.commands.bench.builds.results import numbered
from plugins.commands.bench.builds.room import Room, room
from plugins.commands.bench.goals import Column, Row, missed
from plugins.commands.bench.table import table
from plugins.commands.dumb_server import NotBuilt

SIZES = (1_000, 10_000, 100_000)
"""Numbers of articles; the peers take part up to 10,000."""
ROUNDS = 3
NEEDED = 120_000
"""Bytes that an article takes in the corpus and the outputs of all generators together."""
ARTICLES = "BENCH_ARTICLES"
HEAD = "Bộ dựng"
"""What a row is."""
LEAST = 200
"""With fewer articles not every list has a page."""


def sizes(written: str) -> tuple[int, ...]:
    """Give the numbers of articles in ``1000,10000``; without any, all.

    Raises NotBuilt when it is no such list.
    """
    if not written:
        return SIZES
    try:
        found = tuple(sorted({int(number) for number in written.split(",")}))
    except ValueError:
        found = ()
    if not found or found[0] < LEAST:
        raise NotBuilt(f"--articles: hãy ghi số bài, ít nhất {LEAST}, ví dụ 1000,10000")
    return found


@dataclass
class Tables:
    """The rows of the tables, filled size by size, and the faults that are no goal's."""

    ratios: list[Row] = field(default_factory=list)
    seconds: list[Row] = field(default_factory=list)
    large: list[Row] = field(default_factory=list)
    full: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    cold: float | None = None
    """Seconds of our cold build of 10,000 articles, plain."""

    def add(self, records: Sequence[Record], count: int) -> None:
        """Take in what was measured with the plain theme; ours is the last."""
        ours = records[-1]
        if len(records) == 1:
            self.large.append(results.large_row(ours, count, self.cold))
            return
        if count == results.TEN_THOUSAND:
            self.cold = results.seconds(ours)["cold"]
        self.ratios += results.ratio_rows(records, records[0], count)
        self.seconds += results.second_rows(records, count)
        self.faults += results.unequal(records, count)

    def shown(self) -> list[str]:
        """Print the tables and give the sentences about what is not as wanted."""
        growth = (results.GROWTH,) if self.cold and self.large else ()
        printed = (
            ("Giao diện tối giản, so với Hugo (Hugo = 1)", self.ratios, results.RATIOS),
            ("Giao diện tối giản, số đo", self.seconds, results.SECONDS),
            ("Giao diện tối giản, nhiều bài", self.large, (*growth, *results.ABSOLUTE)),
            ("Cổng đầy đủ, chỉ cổng này", self.full, results.ABSOLUTE),
        )
        for title, rows, columns in printed:
            self._show(title, rows, columns)
        return self.faults

    def _show(self, title: str, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        if rows:
            say(f"\n{title}:")
            say(table(rows, columns, HEAD))
            self.faults += missed(rows, columns)


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def compare() -> list[str]:
    """Measure, print the tables, and give the sentences about missed goals.

    The variable BENCH_ARTICLES, which ``--articles`` sets, holds numbers of articles. Raises
    NotBuilt when a generator fails, SetupFailed when one can't be fetched.
    """
    tables = Tables()
    wanted = sizes(os.environ.get(ARTICLES, ""))
    say("— builds: dựng cùng một cổng bằng Hugo, Eleventy, Pelican và cổng này")
    try:
        for count in wanted:
            with room(count * NEEDED) as place:
                say(f"{numbered(count)}, trong {'bộ nhớ' if place.in_memory else 'ổ đĩa'}")
                _measure_size(count, place, tables)
    finally:  # what was measured before a fault or Ctrl-C is not lost
        faults = tables.shown()
    return faults


def _measure_size(count: int, place: Room, tables: Tables) -> None:
    """Measure the plain portals, those of the peers too up to 10,000 articles."""
    is_large = count > results.TEN_THOUSAND
    rounds = 1 if is_large else ROUNDS
    peers = () if is_large else (generators.hugo, generators.eleventy, generators.stock)
    taking_part = [make(place.folder) for make in (*peers, generators.plain)]
    fill(taking_part, count)
    tables.add(Bench(taking_part, count, place, say).measured(rounds), count)
    for generator in taking_part:
        place.take_away(generator.output)
    if not is_large:
        tables.full.append(_full(count, place, rounds))


def _full(count: int, place: Room, past: int) -> Row:
    """Measure the full portal over the same articles, once: it draws a picture for each of them."""
    say("  cổng đầy đủ:")
    full = generators.full(place.folder)
    (record,) = Bench([full], count, place, say, past).measured(1)
    return results.full_row(record, count)


def fill(taking_part: Iterable[Generator], count: int) -> None:
    """Write the corpus for each generator."""
    writers = tuple(taking_part)
    for article in corpus.corpus(count):
        for generator in writers:
            generator.write([article])
