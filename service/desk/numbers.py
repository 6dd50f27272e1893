"""How much there is to do."""

from dataclasses import dataclass
from datetime import date

from service.comments.models import Comment, Erasure, Status
from service.guard import clock
from service.guard.site import get_pages
from service.inbox.kinds import OPEN
from service.inbox.models import Letter


@dataclass(frozen=True)
class ToDo:
    """What waits: comments, requests to erase, of these the late ones, and the first due day.

    ``letters`` are those without an answer, ``new`` those that nobody has taken up, ``overdue``
    those whose deadline is past, ``letter_due`` the first deadline in words; ``letter_erasures``
    are requests to erase a letter.
    """

    comments: int
    erasures: int
    late: int
    due: str
    letters: int
    new: int
    overdue: int
    letter_due: str
    letter_erasures: int


def count_to_do() -> ToDo:
    """Return what waits for the staff."""
    waiting = Erasure.objects.filter(done=None)
    first = waiting.order_by("due").values_list("due", flat=True).first()
    letters = Letter.objects.filter(state__in=OPEN, erased=None)
    deadline = letters.order_by("deadline").values_list("deadline", flat=True).first()
    return ToDo(
        Comment.objects.filter(status=Status.PENDING, erasure=None).count(),
        waiting.count(),
        waiting.filter(due__lt=clock.get_today()).count(),
        format_time_left(first, clock.get_today()) if first else "",
        letters.count(),
        letters.filter(state=OPEN[0]).count(),
        letters.filter(deadline__lt=clock.get_today()).count(),
        format_workdays_left(deadline, clock.get_today()) if deadline else "",
        Letter.objects.filter(erase_asked__isnull=False, erased=None).count(),
    )


def format_time_left(due: date, today: date) -> str:
    """Return in words how long there is until a day."""
    days = (due - today).days
    if days < 0:
        return f"quá hạn {-days} ngày"
    if days < 2:
        return ("hạn là hôm nay", "hạn là ngày mai")[days]
    return f"còn {days} ngày"


def format_workdays_left(deadline: date, today: date) -> str:
    """Return in words how many working days there are until a deadline."""
    days = get_pages().workdays.between(today, deadline)
    if days < 0:
        return f"quá hạn {-days} ngày"
    if deadline == today:
        return "hạn là hôm nay"
    return f"còn {days} ngày làm việc"
