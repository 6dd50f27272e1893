"""How much there is to do."""

from dataclasses import dataclass
from datetime import date

from service.comments.models import Comment, Erasure, Status
from service.guard import clock


@dataclass(frozen=True)
class ToDo:
    """What waits: comments, requests to erase, of these the late ones, and the first due day."""

    comments: int
    erasures: int
    late: int
    due: str


def to_do() -> ToDo:
    """Return what waits for the staff."""
    waiting = Erasure.objects.filter(done=None)
    first = waiting.order_by("due").values_list("due", flat=True).first()
    return ToDo(
        Comment.objects.filter(status=Status.PENDING, erasure=None).count(),
        waiting.count(),
        waiting.filter(due__lt=clock.today()).count(),
        left(first, clock.today()) if first else "",
    )


def left(due: date, today: date) -> str:
    """Return in words how long there is until a day."""
    days = (due - today).days
    if days < 0:
        return f"quá hạn {-days} ngày"
    if days < 2:
        return ("hạn là hôm nay", "hạn là ngày mai")[days]
    return f"còn {days} ngày"
