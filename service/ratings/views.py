"""The door of the stars: /v1/ratings."""

from django.http import HttpRequest, HttpResponse

from service.guard import body, captcha, clock
from service.guard.answers import Refused, data, no_page
from service.guard.door import door, known
from service.guard.limits import Rule, take
from service.guard.peer import asker_of
from service.guard.visitor import networks, visitor
from service.ratings.rate import Voter, rate

BEST = 5
HOUR, DAY = 3_600, 86_400


def _put(request: HttpRequest) -> HttpResponse:
    asked = body.read(request, {"page": str, "stars": int, "captcha": str})
    page, stars = asked["page"], asked["stars"]
    if known(page) == "page":
        raise no_page()
    if not 1 <= stars <= BEST:
        raise Refused(422, "stars", "Xin chọn từ 1 đến 5 sao.", {"stars": "Từ 1 đến 5 sao."})
    solved = captcha.check(asked["captcha"], "rating", page)
    address, network = networks(asker_of(request))
    take(
        "rating",
        (
            *(Rule(address, 30, HOUR), Rule(network, 200, DAY)),
            Rule(f"{network} {page}", 40, DAY),
        ),
    )
    day = clock.today()
    voter = Voter(visitor(request, day, f"vote:{page}"), address, day)
    found = rate(page, voter, stars, solved)
    return data({**found, "mine": stars})


ratings = door(PUT=_put)
