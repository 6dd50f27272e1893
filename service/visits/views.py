"""The doors of the counter: /v1/hit and /v1/stats."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from service.guard import body, clock
from service.guard.answers import data
from service.guard.dispatch import find_page_kind, make_view
from service.guard.site import get_pages
from service.guard.visitor import BEAT, SITE, compute_visitor_key, is_robot, list_places
from service.visits.count import look_up_numbers
from service.visits.hit import Hit, VisitNumbers
from service.visits.writer import get_writer

STATS_SECONDS = 5


def _hit(request: HttpRequest) -> HttpResponse:
    asked = body.read_fields(request, {"page": str, "beat": bool}, optional=("beat",))
    page = asked["page"]
    find_page_kind(page)
    if is_robot(request):
        return HttpResponse(status=204)
    day, is_beat = clock.get_today(), bool(asked["beat"])
    keys = (
        compute_visitor_key(request, day, SITE),
        compute_visitor_key(request, day, BEAT if is_beat else page),
    )
    told = get_writer().write(Hit(day, page, *keys, *list_places(request, day), is_beat=is_beat))
    return data(_build_numbers(told))


def _stats(request: HttpRequest) -> HttpResponse:
    page = request.GET.get("page", "")
    find_page_kind(page)
    return data(_build_numbers(look_up_numbers(page, clock.get_today())), max_age=STATS_SECONDS)


def _build_numbers(told: VisitNumbers) -> dict[str, Any]:
    return {
        "total": get_pages().start + told.total,
        "today": told.today,
        "online": told.online,
        "views": told.views,
        "rating": told.rating,
    }


hit = make_view(POST=_hit)
stats = make_view(GET=_stats)
