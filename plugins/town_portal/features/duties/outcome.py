"""What a check found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from town_portal.features.duties.check_context import Sight

State = Literal["met", "partly", "open"]
Answer = Literal["met", "partly", "open", "apart"]
"""What a check says; ``apart``: what it looks for is not asked of this portal."""


@dataclass(frozen=True)
class CheckOutcome:
    """How far there is what was looked for, and by what one sees it where that needs words.

    ``until`` is the first day on which the answer may be another one without anybody's doing.
    """

    state: Answer
    evidence: str
    until: date | None = None


def decide_outcome(is_met: bool, evidence: str) -> CheckOutcome:
    """Return what is either so or not."""
    return CheckOutcome("met" if is_met else "open", evidence)


def rate_share(done: int, count: int, evidence: str) -> CheckOutcome:
    """Return what is so in ``done`` of ``count`` cases; of no case nobody can say that it is."""
    state: State = "met" if 0 < done == count else "partly" if done else "open"
    return CheckOutcome(state, evidence)


@dataclass(frozen=True)
class CheckKind:
    """A kind of check: what it looks for in words, with ``{}`` for the check's own, and how.

    ``look`` gets the sight and the check's ``of``. ``needs`` says what ``of`` must name; nothing
    where the check needs none. ``form`` is a regular expression that the whole of it matches.
    """

    words: str
    look: Callable[[Sight, str], CheckOutcome]
    needs: str = ""
    form: str = ".+"
