"""The doors of the comments: /v1/comments and /v1/mine."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from service.comments import receipts, write
from service.comments.clean import fold_text
from service.comments.public import build_page
from service.guard import body, captcha
from service.guard.answers import RequestRefused, data
from service.guard.dispatch import find_page_kind, make_view
from service.guard.limits import LimitRule, TooOften, take_turn
from service.guard.peer import get_asker
from service.guard.visitor import list_networks

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
    find_page_kind(page)
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise RequestRefused(422, "after", "Chỗ bắt đầu không đúng.")
    return data(build_page(page, int(after), PAGE_SIZE), max_age=KEPT_SECONDS)


def _post(request: HttpRequest) -> HttpResponse:
    asked = body.read_fields(request, KINDS, OPTIONAL)
    page = asked["page"]
    if find_page_kind(page) != "open":
        raise RequestRefused(404, "closed", "Bài này không nhận bình luận.")
    if asked["website"]:
        raise RequestRefused(
            422, "fields", "Bình luận chưa gửi được.", {"website": "Để trống ô này."}
        )
    if not asked["consent"]:
        message = "Xin đánh dấu đồng ý để cổng thông tin được lưu bình luận."
        raise RequestRefused(422, "fields", "Bình luận chưa gửi được.", {"consent": message})
    comment = write.clean_comment(page, asked["author"], asked["text"], asked["parent"])
    solved = captcha.check_solution(asked["captcha"], "comment", page)
    _count_comment(request, comment.text)
    number, receipt = write.store_comment(comment, solved)
    return data({"id": number, "status": "pending", "receipt": receipt}, status=202)


def _count_comment(request: HttpRequest, text: str) -> None:
    """Count a comment. Raises TooOften, Refused for the same text over and over."""
    address, network = list_networks(get_asker(request))
    take_turn(
        "comment",
        (
            *(LimitRule(address, 5, 10 * MINUTE), LimitRule(network, 20, 10 * MINUTE)),
            LimitRule(ANYBODY, 60, MINUTE),
        ),
    )
    same = fold_text(text) or text
    often = SAME_TEXTS if len(same) > SHORT else SAME_THANKS
    try:
        take_turn(
            "same-text",
            (LimitRule(f"{network} {same}", SAME_TEXTS, DAY), LimitRule(same, often, DAY)),
        )
    except TooOften as error:
        message = "Bình luận này đã được gửi rồi, xin chờ duyệt."
        raise RequestRefused(429, "same-text", message, wait=error.wait) from error


def _mine(request: HttpRequest) -> HttpResponse:
    return data(receipts.look_up_comment(_read_receipt(request)))


def _erase(request: HttpRequest) -> HttpResponse:
    return data(receipts.ask_to_erase(_read_receipt(request)), status=202)


def _read_receipt(request: HttpRequest) -> str:
    address, network = list_networks(get_asker(request))
    take_turn("mine", (LimitRule(address, 60, HOUR), LimitRule(network, 600, HOUR)))
    return request.headers.get("X-Receipt", "")


comments = conditional_page(make_view(GET=_get, POST=_post))
mine_door = make_view(GET=_mine, DELETE=_erase)
