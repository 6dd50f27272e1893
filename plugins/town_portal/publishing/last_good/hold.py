"""Build again without the texts that are at fault, while the fault is theirs alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from town_portal.authoring.articles import load_town
from town_portal.build.build import ADDRESS_TAKEN
from town_portal.core.faults import FaultsError
from town_portal.core.storage import write_json
from town_portal.core.system import clock, walk
from town_portal.core.system.places import TOWN
from town_portal.publishing.build import Result
from town_portal.publishing.last_good.texts import Files, TextUnit, find_unit
from town_portal.publishing.last_good.versions import iter_good_versions
from town_portal.publishing.last_good.withheld import is_withheld
from town_portal.publishing.last_good.working_copy import (
    exchange_text,
    make_working_copy,
    remove_working_copy,
)

REPORT = "held-back.json"
"""In an output's state: the texts that the last build held back; empty when there are none."""
ROUNDS = 8
"""So often a build is tried at most after the first."""
OLDER = "{}: bài này còn lỗi, nên cổng đang hiện bản tốt gần nhất. Hãy sửa các lỗi trên."
LEFT_OUT = "{}: bài này còn lỗi và chưa có bản tốt nào, nên tạm thời không hiện. Hãy sửa lỗi trên."
NOT_SHOWN = (
    "{}: bài này còn lỗi và có thể là bản nháp, bài ẩn, bài hẹn giờ hoặc bài đã hết hạn, nên không "
    "hiện. Hãy sửa các lỗi trên."
)
_PLACE = re.compile(r"^(\S.*?):\d+: ")
_LINK = re.compile(r"^\S.*?:\d+: (?:liên kết |không tìm thấy tệp .* mà liên kết dẫn tới)")

Run = Callable[[Path], Result]
"""Builds a content folder; messages name the town's own folder."""


@dataclass
class HeldBack:
    """A text that the site shows in an older version, or not at all (``older`` is False)."""

    unit: TextUnit
    advice: str
    older: bool = False
    faults: list[str] = field(default_factory=list)
    versions: Iterator[Files] = field(default_factory=lambda: iter(()))

    def as_json(self) -> dict[str, object]:
        """Return the fields for programs."""
        advice = self.advice.format(self.unit.source)
        return {
            "source": self.unit.source,
            "shown": "older" if self.older else "none",
            "faults": self.faults,
            "advice": advice,
        }


@dataclass(frozen=True)
class BuildOutcome:
    """How the last build ended, and which texts it held back."""

    result: Result
    texts: tuple[HeldBack, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the units."""
        return tuple(text.unit.name for text in self.texts)

    def lines(self) -> tuple[str, ...]:
        """Return what staff read: the faults of each text, then what is shown instead."""
        told = ((*text.faults, text.advice.format(text.unit.source)) for text in self.texts)
        return tuple(line for lines in told for line in lines)


def hold_back(content: Path, output: Path, first: Result, run: Run) -> BuildOutcome:
    """Build again after ``first`` if only texts are at fault, each in its last good version.

    Nothing is done after a good build. ``run`` is called at most ``ROUNDS`` times.
    """
    state = walk.get_state_folder(output)
    if not first.code:
        if (state / REPORT).exists():
            remove_working_copy(state)
            write_json(state / REPORT, [])
        return BuildOutcome(first)
    outcome = _Holding(content.resolve(), state).build(first, run)
    if not outcome.result.code:
        write_json(state / REPORT, [text.as_json() for text in outcome.texts])
    return outcome


@dataclass
class _Holding:
    content: Path
    state: Path
    held: dict[TextUnit, HeldBack] = field(default_factory=dict)

    def build(self, result: Result, run: Run) -> BuildOutcome:
        copy: Path | None = None
        for _ in range(ROUNDS):
            faulty = self._faulty_units(result)
            if not faulty:
                break
            copy = copy or make_working_copy(self.content, self.state)
            exchanged = [self._exchange(copy, unit, faulty[unit]) for unit in faulty]
            if not all(exchanged):
                break
            result = run(copy)
            if not result.code:
                return BuildOutcome(result, tuple(self.held[unit] for unit in sorted(self.held)))
        return BuildOutcome(result)

    def _faulty_units(self, result: Result) -> dict[TextUnit, list[str]]:
        """Return the faults by text, without those that may follow from another text's.

        A data file or a text that leads to a faulty text is at fault itself as long as that one
        is; whatever is left when no such text remains stops the build.
        """
        own: dict[TextUnit, list[str]] = {}
        following: dict[TextUnit, list[str]] = {}
        is_stopped = False
        for line in result.fault_lines():
            unit = self._unit_at_fault(line)
            is_stopped = is_stopped or unit is None
            if unit:
                faults = following if _LINK.match(line) else own
                faults.setdefault(unit, []).append(line)
        return own or ({} if is_stopped else following)

    def _unit_at_fault(self, line: str) -> TextUnit | None:
        place = _PLACE.match(line)
        if place is None or _is_everybodys(line):
            return None
        return find_unit(TOWN / place[1], self.content)

    def _exchange(self, copy: Path, unit: TextUnit, faults: list[str]) -> bool:
        """Put the next version in place; False where the text is left out already."""
        text = self.held.get(unit)
        if text is not None and not text.older:
            return False
        if text is None:
            text = self.held[unit] = self._begin(unit, faults)
        files = next(text.versions, None)
        text.older = files is not None
        if text.advice == OLDER and files is None:
            text.advice = LEFT_OUT
        exchange_text(copy, unit, files)
        return True

    def _begin(self, unit: TextUnit, faults: list[str]) -> HeldBack:
        try:
            zone = ZoneInfo(load_town(self.content).time_zone)
        except FaultsError:  # the build would have told
            return HeldBack(unit, LEFT_OUT, faults=faults)
        if is_withheld(unit, zone, clock.get_now()):
            return HeldBack(unit, NOT_SHOWN, faults=faults)
        return HeldBack(unit, OLDER, faults=faults, versions=iter_good_versions(unit))


def _is_everybodys(line: str) -> bool:
    """Tell whether a fault in a text is about an address that other texts depend on."""
    return ADDRESS_TAKEN in line or ": redirect_from: " in line
