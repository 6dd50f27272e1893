"""Whether a question was answered in time. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from town_portal.core.data.workdays import Holidays, add_workdays, count_workdays
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


def compute_timing(question: Question, holidays: Holidays) -> Timing:
    """Return how long a question took; the day on which it came does not count."""
    deadline = add_workdays(question.asked, ANSWER_DAYS, holidays)
    if question.answered is None:
        return Timing(deadline)
    return Timing(deadline, count_workdays(question.asked, question.answered, holidays))


def compute_waiting(holidays: Holidays, content: Any) -> Any:
    """Return how long a question has waited."""
    is_question = isinstance(content.record, Question)
    return compute_timing(content.record, holidays) if is_question else NOTHING


def find_phase(today: date, content: Any) -> Any:
    """Return how a draft stands."""
    is_draft = isinstance(content.record, Consultation)
    return content.record.phase(today) if is_draft else NOTHING
