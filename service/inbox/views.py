"""The doors of the letters: /v1/letters takes them, /v1/letters/mine tells where one stands."""

from django.http import HttpRequest, HttpResponse

from service.comments.clean import fold_text
from service.guard import body, captcha
from service.guard.answers import RequestRefused, data
from service.guard.dispatch import make_view
from service.guard.limits import LimitRule, TooOften, take_turn
from service.guard.peer import get_asker
from service.guard.visitor import list_networks
from service.inbox import receipts, write

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
    asked = body.read_fields(request, KINDS, OPTIONAL)
    page = write.find_page(asked["kind"], asked["about"])
    if asked["website"]:
        raise RequestRefused(422, "fields", write.NOT_SENT, {"website": "Để trống ô này."})
    if not asked["consent"]:
        message = "Xin đánh dấu đồng ý để cơ quan được lưu thư và trả lời."
        raise RequestRefused(422, "fields", write.NOT_SENT, {"consent": message})
    letter = write.clean_letter(asked["kind"], page, asked["name"], asked["contact"], asked["text"])
    solved = captcha.check_solution(asked["captcha"], "letter", page)
    _count_letter(request, letter.text)
    receipt, deadline = write.store_letter(letter, solved)
    return data({"receipt": receipt, "deadline": deadline.isoformat()}, status=202)


def _count_letter(request: HttpRequest, text: str) -> None:
    """Count a letter. Raises TooOften, Refused for the same text over and over."""
    address, network = list_networks(get_asker(request))
    take_turn(
        "letter",
        (
            *(LimitRule(address, 5, 10 * MINUTE), LimitRule(network, 20, 10 * MINUTE)),
            LimitRule(ANYBODY, 60, MINUTE),
        ),
    )
    same = fold_text(text) or text
    try:
        take_turn("same-letter", (LimitRule(f"{network} {same}", SAME_TEXTS, DAY),))
    except TooOften as error:
        raise RequestRefused(
            429, "same-text", "Thư này đã được gửi rồi.", wait=error.wait
        ) from error


def _mine(request: HttpRequest) -> HttpResponse:
    return data(receipts.look_up_letter(_read_receipt(request)))


def _erase(request: HttpRequest) -> HttpResponse:
    return data(receipts.ask_to_erase(_read_receipt(request)), status=202)


def _read_receipt(request: HttpRequest) -> str:
    address, network = list_networks(get_asker(request))
    take_turn("my-letter", (LimitRule(address, 60, HOUR), LimitRule(network, 600, HOUR)))
    return request.headers.get("X-Receipt", "")


letters = make_view(POST=_post)
mine_door = make_view(GET=_mine, DELETE=_erase)
