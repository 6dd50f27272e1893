"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from plugins.editorial.text import Text

Level = Literal["must", "should"]
LEVELS: dict[Level, str] = {"must": "Bắt buộc", "should": "Nên sửa"}
"""What staff call the levels: the first stops what is published, the second nothing."""

Found = Iterator[tuple[int, str]]
"""Lines (from 1) and Vietnamese sentences that say what is wrong and what to do."""


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
    look: Callable[[Text], Found]


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """What is to be put right: where (the file as staff see it, the line), by which rule, how."""

    file: str
    line: int
    rule: str
    level: Level
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return f"{where}{LEVELS[self.level]}: {self.sentence} [{self.rule}]"
