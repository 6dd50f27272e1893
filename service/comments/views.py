"""The doors of the comments: /v1/comments and /v1/mine."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from service.comments import mine, write
from service.comments.clean import folded
from service.comments.public import page_of
from service.guard import body, captcha
from service.guard.answers import Refused, data
from service.guard.door import door, known
from service.guard.limits import Rule, TooOften, take
from service.guard.peer import asker_of
from service.guard.visitor import networks

PAGE_SIZE, KEPT_SECONDS = 50, 5
MINUTE, HOUR, DAY = 60, 3_600, 86_400
SAME_TEXTS, SAME_THANKS = 2, 30
"""So often the same text may be sent in a day, on whichever pages, and a short one by all."""
SHORT = 40
KINDS = {
    "page": str,
    "author": str,
    "text": str,
    "parent": int,
    "consent": bool,
    "captcha": str,
    "website": str,
}
OPTIONAL = ("parent", "website")
ANYBODY = "anybody"


def _get(request: HttpRequest) -> HttpResponse:
    page, after = request.GET.get("page", ""), request.GET.get("after", "0")
    known(page)
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise Refused(422, "after", "Chỗ bắt đầu không đúng.")
    return data(page_of(page, int(after), PAGE_SIZE), max_age=KEPT_SECONDS)


def _post(request: HttpRequest) -> HttpResponse:
    asked = body.read(request, KINDS, OPTIONAL)
    page = asked["page"]
    if known(page) != "open":
        raise Refused(404, "closed", "Bài này không nhận bình luận.")
    if asked["website"]:
        raise Refused(422, "fields", "Bình luận chưa gửi được.", {"website": "Để trống ô này."})
    if not asked["consent"]:
        message = "Xin đánh dấu đồng ý để cổng thông tin được lưu bình luận."
        raise Refused(422, "fields", "Bình luận chưa gửi được.", {"consent": message})
    comment = write.written(page, asked["author"], asked["text"], asked["parent"])
    solved = captcha.check(asked["captcha"], "comment", page)
    _slowly(request, comment.text)
    number, receipt = write.store(comment, solved)
    return data({"id": number, "status": "pending", "receipt": receipt}, status=202)


def _slowly(request: HttpRequest, text: str) -> None:
    """Count a comment. Raises TooOften, Refused for the same text over and over."""
    address, network = networks(asker_of(request))
    take(
        "comment",
        (
            *(Rule(address, 5, 10 * MINUTE), Rule(network, 20, 10 * MINUTE)),
            Rule(ANYBODY, 60, MINUTE),
        ),
    )
    same = folded(text) or text
    often = SAME_TEXTS if len(same) > SHORT else SAME_THANKS
    try:
        take("same-text", (Rule(f"{network} {same}", SAME_TEXTS, DAY), Rule(same, often, DAY)))
    except TooOften as error:
        message = "Bình luận này đã được gửi rồi, xin chờ duyệt."
        raise Refused(429, "same-text", message, wait=error.wait) from error


def _mine(request: HttpRequest) -> HttpResponse:
    return data(mine.look(_receipt(request)))


def _erase(request: HttpRequest) -> HttpResponse:
    return data(mine.ask_to_erase(_receipt(request)), status=202)


def _receipt(request: HttpRequest) -> str:
    address, network = networks(asker_of(request))
    take("mine", (Rule(address, 60, HOUR), Rule(network, 600, HOUR)))
    return request.headers.get("X-Receipt", "")


comments = conditional_page(door(GET=_get, POST=_post))
mine_door = door(GET=_mine, DELETE=_erase)
