"""Whether a question was answered in time. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from town_portal.core.data.workdays import Holidays, workdays_after, workdays_between
from town_portal.core.texts.consultation import Consultation
from town_portal.core.texts.question import ANSWER_DAYS, Question
from town_portal.core.view import NOTHING


@dataclass(frozen=True, slots=True)
class Timing:
    """By when a question is to be answered, and how many working days it took; None before."""

    deadline: date
    took: int | None = None
    allowed: int = ANSWER_DAYS

    @property
    def late(self) -> int:
        """How many working days the answer was late."""
        return max(0, (self.took or 0) - self.allowed)


def timing(question: Question, holidays: Holidays) -> Timing:
    """Return how long a question took; the day on which it came does not count."""
    deadline = workdays_after(question.asked, ANSWER_DAYS, holidays)
    if question.answered is None:
        return Timing(deadline)
    return Timing(deadline, workdays_between(question.asked, question.answered, holidays))


def timing_of(holidays: Holidays, content: Any) -> Any:
    """Return how long a question has waited."""
    is_question = isinstance(content.record, Question)
    return timing(content.record, holidays) if is_question else NOTHING


def phase_of(today: date, content: Any) -> Any:
    """Return how a draft stands."""
    is_draft = isinstance(content.record, Consultation)
    return content.record.phase(today) if is_draft else NOTHING
