"""The door of the captcha: /v1/captcha."""

from django.http import HttpRequest, HttpResponse

from service.guard.answers import RequestRefused, data
from service.guard.captcha import ACTS, make_challenge
from service.guard.dispatch import find_page_kind, make_view
from service.guard.limits import LimitRule, take_turn
from service.guard.peer import get_asker
from service.guard.visitor import list_networks

HOUR = 3_600


def _get(request: HttpRequest) -> HttpResponse:
    act, page = request.GET.get("act", ""), request.GET.get("page", "")
    found = next((one for one in ACTS if one == act), None)
    if found is None:
        raise RequestRefused(422, "act", "Không có việc này.")
    find_page_kind(page)
    address, network = list_networks(get_asker(request))
    take_turn("captcha", (LimitRule(address, 300, HOUR), LimitRule(network, 3_000, HOUR)))
    return data(make_challenge(found, page))


captcha = make_view(GET=_get)
