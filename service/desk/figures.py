"""The figures of the desk, gathered from the tables."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, FloatField, Q, QuerySet, Sum
from django.db.models.functions import Cast, TruncMonth

from service.comments.models import Comment, Status
from service.desk.chart import ChartBar, build_bars
from service.desk.links import make_site_address
from service.guard import clock
from service.guard.site import get_pages
from service.inbox.kinds import LetterState
from service.inbox.models import Letter
from service.ratings.models import Rating
from service.visits.count import look_up_numbers
from service.visits.models import Day, PageDay

WEEK, MONTH = 7, 30
MOST_READ, MOST_RATED, MONTHS = 15, 10, 12


@dataclass(frozen=True)
class PageFigures:
    """A page: path, address on the site, how often it was read or rated, its stars on average."""

    path: str
    url: str
    n: int
    stars: float = 0.0


@dataclass(frozen=True)
class CommentMonth:
    """The comments that came in a month, by where they stand now."""

    month: datetime
    pending: int
    approved: int
    rejected: int
    erased: int


@dataclass(frozen=True)
class Post:
    """The letters that came in a month, by where they stand now.

    ``late`` are those of the ``waiting`` whose time is over, ``kept`` those of the ``answered``
    that were answered within it; ``others`` were passed on, refused, or erased while they waited.
    """

    month: datetime
    waiting: int
    late: int
    answered: int
    kept: int
    others: int


@dataclass(frozen=True)
class Now:
    """Visits of today, of 7 and 30 days (today among them), of ever, and readers of this moment."""

    today: int
    week: int
    month: int
    total: int
    online: int


@dataclass(frozen=True)
class VisitFigures:
    """All figures."""

    now: Now
    days: list[ChartBar]
    read_week: list[PageFigures]
    read_month: list[PageFigures]
    best: list[PageFigures]
    worst: list[PageFigures]
    months: list[CommentMonth]
    letters: list[Post]


def count_now() -> Now:
    """Return the visits, added up."""
    today = clock.get_today()
    told = look_up_numbers("", today)
    counts = [n for _, n in list_visits_by_day(today - timedelta(days=MONTH - 1), today)]
    total = get_pages().start + told.total
    return Now(told.today, sum(counts[-WEEK:]), sum(counts), total, told.online)


def compute_figures() -> VisitFigures:
    """Return the figures of this moment."""
    today = clock.get_today()
    return VisitFigures(
        now=count_now(),
        days=build_bars(list_visits_by_day(today - timedelta(days=MONTH - 1), today)),
        read_week=_read(today - timedelta(days=WEEK - 1)),
        read_month=_read(today - timedelta(days=MONTH - 1)),
        best=_list_rated("-average", "-n", "page"),
        worst=_list_rated("average", "-n", "page"),
        months=_list_months(),
        letters=_list_letters(today),
    )


def list_visits_by_day(first: date | None, last: date) -> list[tuple[date, int]]:
    """Return the visits of every day, the oldest first; without `first` from where they begin."""
    rows = Day.objects.filter(day__lte=last).order_by("day")
    found = dict((rows.filter(day__gte=first) if first else rows).values_list("day", "n"))
    start = first or min(found, default=last)
    days = [start + timedelta(days=past) for past in range((last - start).days + 1)]
    return [(day, found.get(day, 0)) for day in days]


def _read(first: date) -> list[PageFigures]:
    rows = PageDay.objects.filter(day__gte=first).values("page").annotate(views=Sum("n"))
    found = rows.order_by("-views", "page").values_list("page", "views")[:MOST_READ]
    return [PageFigures(page, make_site_address(page), views) for page, views in found]


def _list_rated(*order: str) -> list[PageFigures]:
    average = Cast(F("stars"), FloatField()) / Cast(F("n"), FloatField())
    rows = Rating.objects.filter(n__gte=settings.ENVIRONMENT.fewest_votes).annotate(average=average)
    found = rows.order_by(*order).values_list("page", "n", "average")[:MOST_RATED]
    return [
        PageFigures(page, make_site_address(page), n, round(stars, 2)) for page, n, stars in found
    ]


def _list_months() -> list[CommentMonth]:
    rows: QuerySet[Comment, tuple[datetime, str, int]] = (
        Comment.objects.annotate(month=TruncMonth("at"))
        .values("month", "status")
        .annotate(n=Count("pk"))
        .order_by("-month")
        .values_list("month", "status", "n")
    )
    found: dict[datetime, dict[str, int]] = {}
    for month, status, n in rows:
        found.setdefault(month, {})[status] = n
    order = (Status.PENDING, Status.APPROVED, Status.REJECTED, Status.ERASED)
    return [
        CommentMonth(month, *(counts.get(status, 0) for status in order))
        for month, counts in list(found.items())[:MONTHS]
    ]


def _list_letters(today: date) -> list[Post]:
    waiting = Q(closed=None, erased=None)
    answered = Q(state=LetterState.ANSWERED)
    rows = (
        Letter.objects.annotate(month=TruncMonth("at"))
        .values("month")
        .annotate(
            waiting=Count("pk", filter=waiting),
            late=Count("pk", filter=waiting & Q(deadline__lt=today)),
            answered=Count("pk", filter=answered),
            kept=Count("pk", filter=answered & Q(closed__date__lte=F("deadline"))),
            others=Count("pk", filter=~waiting & ~answered),
        )
        .order_by("-month")
    )
    return [Post(**row) for row in rows[:MONTHS]]
