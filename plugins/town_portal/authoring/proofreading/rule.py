"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from town_portal.authoring.proofreading.text import ProofText, Spot

Level = Literal["must", "should"]
LEVELS: dict[Level, str] = {"must": "Bắt buộc", "should": "Nên sửa"}
"""What staff call the levels: the first stops what is published, the second nothing."""

Found = Iterator[tuple[int, str] | Spot]
"""Lines (from 1) and Vietnamese sentences that say what is wrong and what to do.

A ``Spot`` has the place in the prose too, and words to put there.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name in ``waive``, its level, what it is about, and what looks for it.

    ``why``, ``wrong`` and ``right`` explain it to staff, in Vietnamese.
    """

    id: str
    level: Level
    title: str
    why: str
    wrong: str
    right: str
    look: Callable[[ProofText], Found]


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """What is to be put right: where (the file as staff see it, the line), by which rule, how."""

    file: str
    line: int
    rule: str
    level: Level
    sentence: str
    excerpt: str = field(default="", compare=False)
    """The words as they stand in the text without Markdown; empty where none are meant."""
    replacement: str | None = field(default=None, compare=False)
    """What to write in place of ``excerpt``; None where only the writer knows."""
    place: int = field(default=-1, compare=False)
    """Where ``excerpt`` begins in the prose; -1 without one."""
    part: str = field(default="", compare=False)
    """The field of the head that holds the words, or ``body``; set by ``check_text``."""
    paragraph: str = field(default="", compare=False)
    """The plain paragraph, item or cell around the excerpt; set by ``check_text``."""
    start: int = field(default=-1, compare=False)
    """Where ``excerpt`` begins in ``paragraph``."""

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        return self.sentence

    @property
    def end(self) -> int:
        """Where ``excerpt`` ends in ``paragraph``."""
        return self.start + len(self.excerpt)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return f"{where}{LEVELS[self.level]}: {self.sentence} [{self.rule}]"
