"""What is measured of each generator: cold, nothing changed, one body edited, one article added.

The generators take turns: a round runs every one of them once, then the next round begins, so that
a ratio is taken between two builds of the same minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from plugins.commands.bench.builds import corpus, measure
from plugins.commands.bench.builds.generators import Generator
from plugins.commands.bench.builds.measure import Run
from plugins.commands.bench.builds.room import Room

CASES = {"cold": "dựng mới", "same": "không đổi", "edit": "sửa một bài", "add": "thêm một bài"}
EDITED = "Bản tin đã được cập nhật lần {}."
Told = Callable[[str], None]


@dataclass
class Record:
    """What was measured of one generator: runs by case, and its output.

    ``written`` counts the pages written when an article was added, for each round; ``files`` and
    ``size`` (bytes) are those of the last output.
    """

    name: str
    runs: dict[str, list[Run]] = field(default_factory=lambda: {case: [] for case in CASES})
    written: list[int] = field(default_factory=list)
    files: int = 0
    size: int = 0


@dataclass(frozen=True)
class Bench:
    """Generators over corpora of ``count`` articles, in a room.

    ``past`` is how many rounds others have done over the same articles: what they have edited and
    added is there already.
    """

    generators: Sequence[Generator]
    count: int
    room: Room
    tell: Told
    past: int = 0

    def measured(self, rounds: int) -> list[Record]:
        """Run every case ``rounds`` times, the generators in turn, and give what was measured."""
        records = [Record(generator.name) for generator in self.generators]
        for case, words in CASES.items():
            for number in range(1, rounds + 1):
                for generator, record in self._turn(records, number):
                    run = self._run(generator, record, case, self.past + number)
                    record.runs[case].append(run)
                    name = f"{generator.name}, {words}, lượt {number}"
                    self.tell(f"  {name}: {run.seconds:.2f} s".replace(".", ","))
        return records

    def _turn(self, records: Sequence[Record], number: int) -> Iterator[tuple[Generator, Record]]:
        pairs = zip(self.generators, records, strict=True)
        return (pair for pair in pairs if number <= pair[0].rounds)

    def _run(self, generator: Generator, record: Record, case: str, number: int) -> Run:
        """Change what the case changes, build, and note what was written."""
        if case == "cold":
            for path in (generator.output, *generator.kept):
                self.room.take_away(path)
        elif case == "edit":
            self._edit(generator, number)
        before = measure.marks(generator.output) if case == "add" else {}
        if case == "add":
            generator.write([corpus.added(number)])
        run = measure.build(generator.command, generator.folder)
        if case == "add":
            after = measure.marks(generator.output)
            record.written.append(measure.written(before, after))
            record.files, record.size = len(after), measure.size(after)
        return run

    def _edit(self, generator: Generator, number: int) -> None:
        """Add a sentence to an article from the middle, another one in each round."""
        article = corpus.news((self.count // 2 + 37 * number) % self.count)
        generator.write([article.edited(EDITED.format(number))])
