"""By when a reader's request is to be answered: two working days (Luật 91/2025/QH15)."""

from datetime import date

from service.guard.workdays import Workdays

WORKING_DAYS = 2


def compute_due_day(asked: date, workdays: Workdays = Workdays()) -> date:  # noqa: B008 - frozen
    """Return the day by which a request is to be answered."""
    return workdays.after(asked, WORKING_DAYS)
