"""The door of the captcha: /v1/captcha."""

from django.http import HttpRequest, HttpResponse

from service.guard.answers import Refused, data
from service.guard.captcha import ACTS, challenge
from service.guard.door import door, known
from service.guard.limits import Rule, take
from service.guard.peer import asker_of
from service.guard.visitor import networks

HOUR = 3_600


def _get(request: HttpRequest) -> HttpResponse:
    act, page = request.GET.get("act", ""), request.GET.get("page", "")
    found = next((one for one in ACTS if one == act), None)
    if found is None:
        raise Refused(422, "act", "Không có việc này.")
    known(page)
    address, network = networks(asker_of(request))
    take("captcha", (Rule(address, 300, HOUR), Rule(network, 3_000, HOUR)))
    return data(challenge(found, page))


captcha = door(GET=_get)
