"""The door of the stars: /v1/ratings."""

from django.http import HttpRequest, HttpResponse

from service.guard import body, captcha, clock
from service.guard.answers import RequestRefused, data, no_page
from service.guard.dispatch import find_page_kind, make_view
from service.guard.limits import LimitRule, take_turn
from service.guard.peer import get_asker
from service.guard.visitor import compute_visitor_key, list_networks
from service.ratings.rate import Voter, store_vote

BEST = 5
HOUR, DAY = 3_600, 86_400


def _put(request: HttpRequest) -> HttpResponse:
    asked = body.read_fields(request, {"page": str, "stars": int, "captcha": str})
    page, stars = asked["page"], asked["stars"]
    if find_page_kind(page) == "page":
        raise no_page()
    if not 1 <= stars <= BEST:
        raise RequestRefused(422, "stars", "Xin chọn từ 1 đến 5 sao.", {"stars": "Từ 1 đến 5 sao."})
    solved = captcha.check_solution(asked["captcha"], "rating", page)
    address, network = list_networks(get_asker(request))
    take_turn(
        "rating",
        (
            *(LimitRule(address, 30, HOUR), LimitRule(network, 200, DAY)),
            LimitRule(f"{network} {page}", 40, DAY),
        ),
    )
    day = clock.get_today()
    voter = Voter(compute_visitor_key(request, day, f"vote:{page}"), address, day)
    found = store_vote(page, voter, stars, solved)
    return data({**found, "mine": stars})


ratings = make_view(PUT=_put)
