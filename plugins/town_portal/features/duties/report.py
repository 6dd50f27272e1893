"""From duties and what is seen of the portal to what the page and `check` tell. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from town_portal.core.text import format_number
from town_portal.features.duties.check_context import Sight
from town_portal.features.duties.checks import CHECKS, is_closed
from town_portal.features.duties.models import Check, Duties, Duty, Look, Source, Trial
from town_portal.features.duties.outcome import Answer, CheckOutcome, State

STATES: dict[State, str] = {"met": "Đạt", "partly": "Đạt một phần", "open": "Chưa đạt"}
LEVELS = {
    "must": "bắt buộc",
    "should": "khuyến khích",
    "support": "phục vụ nghiệp vụ",
    "keep": "giữ theo văn bản trước",
    "expected": "bạn đọc mong đợi",
}
ANSWERS: dict[Answer, str] = {
    "met": "Có",
    "partly": "Có một phần",
    "open": "Còn thiếu",
    "apart": "Không áp dụng",
}
ORDER: tuple[State, ...] = ("open", "partly", "met")
"""The states, the worst first."""


@dataclass(frozen=True)
class CheckResult:
    """A check: what it looked for in words, how far that is there, and by what one sees it."""

    what: str
    state: Answer
    evidence: str

    @property
    def answer(self) -> str:
        """Whether it is there, in a word or two."""
        return ANSWERS[self.state]

    def __str__(self) -> str:
        said = f" ({self.evidence})" if self.evidence else ""
        return f"{self.answer}: {self.what}{said}"


@dataclass(frozen=True)
class Where:
    """A page where a duty is met; ``is_there`` tells whether it is published."""

    title: str
    url: str
    is_there: bool


@dataclass(frozen=True)
class DutyRow:
    """A duty as it is shown. ``judged`` is what people hold of it, ``state`` what is shown."""

    key: str
    title: str
    text: str
    level: str
    basis: tuple[str, ...]
    pages: tuple[Where, ...]
    seen: tuple[CheckResult, ...]
    tests: tuple[Trial, ...]
    looks: tuple[Look, ...]
    lacking: tuple[str, ...]
    judged: State
    state: State

    @property
    def words(self) -> str:
        """The state in words."""
        return STATES[self.state]

    @property
    def is_broken(self) -> bool:
        """Whether people hold it for met and a check says that it is not."""
        return self.judged == "met" and self.state != "met"

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The checks that find something missing."""
        return tuple(seen for seen in self.seen if seen.state in ORDER[:-1])


@dataclass(frozen=True)
class DutyGroup:
    """The duties that a source asks for first; ``source`` is None for what custom asks.

    ``url`` is the source's own page, where that is published.
    """

    source: Source | None
    rows: tuple[DutyRow, ...]
    url: str = ""

    @property
    def counted(self) -> str:
        """How many are in which state, in words."""
        return summarize_states(row.state for row in self.rows)


@dataclass(frozen=True)
class DutyReport:
    """All duties by source, and until which day the answers hold without anybody's doing."""

    groups: tuple[DutyGroup, ...]
    until: date | None = None

    @property
    def rows(self) -> tuple[DutyRow, ...]:
        """All duties, in the order in which they are shown."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def counted(self) -> str:
        """How many are in which state, in words."""
        return summarize_states(row.state for row in self.rows)

    @property
    def last_look(self) -> date | None:
        """The last day on which a person or a test looked."""
        tests = [item.seen for row in self.rows for item in row.tests]
        looks = [item.seen for row in self.rows for item in row.looks]
        return max(tests + looks, default=None)


def summarize_states(states: Iterable[State]) -> str:
    """Return how many duties are in which state: ``5 đạt, 2 chưa đạt``."""
    states = list(states)
    counts = [(states.count(state), STATES[state].lower()) for state in reversed(ORDER)]
    return ", ".join(f"{format_number(count)} {words}" for count, words in counts if count)


def build_report(duties: Duties, sight: Sight) -> DutyReport:
    """Return the duties as they stand, grouped by the source that each names first."""
    found: dict[str, list[DutyRow]] = {source.key: [] for source in duties.sources}
    days: list[date] = []
    for duty in duties.duties:
        outcomes = [_look(check, sight) for check in duty.checks]
        days += [outcome.until for outcome in outcomes if outcome.until]
        first = duty.basis[0].source if duty.basis else ""
        found.setdefault(first, []).append(_build_row(duty, outcomes, duties, sight))
    sources = {source.key: source for source in duties.sources}
    groups = [_build_group(sources.get(key), rows, sight) for key, rows in found.items() if rows]
    return DutyReport(tuple(groups), min(days, default=None))


def _look(check: Check, sight: Sight) -> CheckOutcome:
    """Return what a check finds; what an archive has closed is not asked of it."""
    of = check.of or ""
    if sight.town.archive and is_closed(check.check, of):
        return CheckOutcome("apart", "cổng là trang lưu trữ")
    return CHECKS[check.check].look(sight, of)


def compute_state(judged: State, found: Iterable[Answer]) -> State:
    """Return the state of a duty: what people hold of it, or worse where a check says so."""
    states = {state for state in found if state != "apart"}
    machine: State = "partly" if len(states) > 1 else next(iter(states), "met")
    return min(judged, machine, key=ORDER.index)


def _build_group(source: Source | None, rows: Iterable[DutyRow], sight: Sight) -> DutyGroup:
    page = source.page if source else None
    return DutyGroup(source, tuple(rows), page[1:] if page and sight.has(page) else "")


def _build_row(duty: Duty, outcomes: list[CheckOutcome], duties: Duties, sight: Sight) -> DutyRow:
    pairs = zip(duty.checks, outcomes, strict=True)
    return DutyRow(
        key=duty.key,
        title=duty.title,
        text=duty.text,
        level=LEVELS[duty.level],
        basis=tuple(_format_basis(duties.source(basi.source), basi.clause) for basi in duty.basis),
        pages=tuple(Where(page.title, page.page[1:], sight.has(page.page)) for page in duty.pages),
        seen=tuple(
            CheckResult(_format_check(check), found.state, found.evidence) for check, found in pairs
        ),
        tests=duty.tests,
        looks=duty.looks,
        lacking=duty.lacking,
        judged=duty.judged,
        state=compute_state(duty.judged, (found.state for found in outcomes)),
    )


def _format_basis(source: Source, clause: str | None) -> str:
    return f"{source.title}, {clause}" if clause else source.title


def _format_check(check: Check) -> str:
    return CHECKS[check.check].words.format(check.words or check.of or "")
