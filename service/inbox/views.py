"""The doors of the letters: /v1/letters takes them, /v1/letters/mine tells where one stands."""

from django.http import HttpRequest, HttpResponse

from service.comments.clean import folded
from service.guard import body, captcha
from service.guard.answers import Refused, data
from service.guard.door import door
from service.guard.limits import Rule, TooOften, take
from service.guard.peer import asker_of
from service.guard.visitor import networks
from service.inbox import mine, write

MINUTE, HOUR, DAY = 60, 3_600, 86_400
KINDS = {
    "kind": str,
    "about": str,
    "name": str,
    "contact": str,
    "text": str,
    "consent": bool,
    "captcha": str,
    "website": str,
}
OPTIONAL = ("about", "contact", "website")
ANYBODY = "anybody"
SAME_TEXTS = 2
"""So often the same text may be sent in a day from one network; many may share an opinion."""


def _post(request: HttpRequest) -> HttpResponse:
    asked = body.read(request, KINDS, OPTIONAL)
    page = write.page_of(asked["kind"], asked["about"])
    if asked["website"]:
        raise Refused(422, "fields", write.NOT_SENT, {"website": "Để trống ô này."})
    if not asked["consent"]:
        message = "Xin đánh dấu đồng ý để cơ quan được lưu thư và trả lời."
        raise Refused(422, "fields", write.NOT_SENT, {"consent": message})
    letter = write.written(asked["kind"], page, asked["name"], asked["contact"], asked["text"])
    solved = captcha.check(asked["captcha"], "letter", page)
    _slowly(request, letter.text)
    receipt, deadline = write.store(letter, solved)
    return data({"receipt": receipt, "deadline": deadline.isoformat()}, status=202)


def _slowly(request: HttpRequest, text: str) -> None:
    """Count a letter. Raises TooOften, Refused for the same text over and over."""
    address, network = networks(asker_of(request))
    take(
        "letter",
        (
            *(Rule(address, 5, 10 * MINUTE), Rule(network, 20, 10 * MINUTE)),
            Rule(ANYBODY, 60, MINUTE),
        ),
    )
    same = folded(text) or text
    try:
        take("same-letter", (Rule(f"{network} {same}", SAME_TEXTS, DAY),))
    except TooOften as error:
        raise Refused(429, "same-text", "Thư này đã được gửi rồi.", wait=error.wait) from error


def _mine(request: HttpRequest) -> HttpResponse:
    return data(mine.look(_receipt(request)))


def _erase(request: HttpRequest) -> HttpResponse:
    return data(mine.ask_to_erase(_receipt(request)), status=202)


def _receipt(request: HttpRequest) -> str:
    address, network = networks(asker_of(request))
    take("my-letter", (Rule(address, 60, HOUR), Rule(network, 600, HOUR)))
    return request.headers.get("X-Receipt", "")


letters = door(POST=_post)
mine_door = door(GET=_mine, DELETE=_erase)
