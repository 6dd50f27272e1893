"""By when a reader's request is to be answered: two working days (Luật 91/2025/QH15)."""

from datetime import date, timedelta

WORKING_DAYS = 2
SATURDAY = 5


def due(asked: date) -> date:
    """Return the day by which a request is to be answered; holidays are not known here."""
    day, left = asked, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day
