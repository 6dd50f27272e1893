"""The doors of the counter: /v1/hit and /v1/stats."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from service.guard import body, clock
from service.guard.answers import data
from service.guard.door import door, known
from service.guard.site import site
from service.guard.visitor import BEAT, SITE, is_robot, places, visitor
from service.visits.count import look
from service.visits.hit import Hit, Told
from service.visits.writer import writer

STATS_SECONDS = 5


def _hit(request: HttpRequest) -> HttpResponse:
    asked = body.read(request, {"page": str, "beat": bool}, optional=("beat",))
    page = asked["page"]
    known(page)
    if is_robot(request):
        return HttpResponse(status=204)
    day, is_beat = clock.today(), bool(asked["beat"])
    keys = (visitor(request, day, SITE), visitor(request, day, BEAT if is_beat else page))
    told = writer().write(Hit(day, page, *keys, *places(request, day), is_beat=is_beat))
    return data(_numbers(told))


def _stats(request: HttpRequest) -> HttpResponse:
    page = request.GET.get("page", "")
    known(page)
    return data(_numbers(look(page, clock.today())), max_age=STATS_SECONDS)


def _numbers(told: Told) -> dict[str, Any]:
    return {
        "total": site().start + told.total,
        "today": told.today,
        "online": told.online,
        "views": told.views,
        "rating": told.rating,
    }


hit = door(POST=_hit)
stats = door(GET=_stats)
