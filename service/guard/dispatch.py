"""A public door: which methods it takes, from which origins, and how it says no."""

import logging
from collections.abc import Callable
from functools import wraps

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from service.guard import site
from service.guard.answers import RequestRefused, no_page, too_often, wrong_captcha
from service.guard.captcha import WrongCaptcha
from service.guard.limits import TooOften
from service.guard.pages import Kind

View = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger(__name__)


def make_view(**ways: View) -> View:
    """Return a view that hands each method to its way (``GET=…``, ``POST=…``).

    Whatever changes something must come from the site's own origin, as the browser says it; there
    is no cookie that another site could misuse, so Django's token is not needed.
    """

    @csrf_exempt
    @wraps(next(iter(ways.values())))
    def view(request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        is_known = origin in site.list_origins()
        try:
            answer = _dispatch_request(request, ways, is_known)
        except RequestRefused as refused:
            answer = refused.answer()
        if is_known:
            answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Vary"] = "Origin"
        return answer

    return view


def _dispatch_request(request: HttpRequest, ways: dict[str, View], is_known: bool) -> HttpResponse:
    method = str(request.method)
    if method == "OPTIONS":
        return _answer_options(ways, is_known)
    way = ways.get("GET" if method == "HEAD" else method)
    if way is None:
        refused = RequestRefused(405, "method", "Yêu cầu dùng sai phương thức.").answer()
        refused.headers["Allow"] = ", ".join(ways)
        return refused
    if method not in ("GET", "HEAD") and not is_known:
        raise RequestRefused(403, "origin", "Yêu cầu không đến từ trang của cổng thông tin.")
    try:
        return way(request)
    except TooOften as error:
        raise too_often(error.wait) from error
    except WrongCaptcha as error:
        raise wrong_captcha() from error
    except Error as error:
        _log.error("database: %s", error)
        message = "Dịch vụ đang bận, xin thử lại sau ít phút."
        raise RequestRefused(503, "database", message, wait=5) from error


def _answer_options(ways: dict[str, View], is_known: bool) -> HttpResponse:
    """Answer the question that a browser asks before it writes to another origin."""
    answer = HttpResponse(status=204)
    if is_known:
        answer.headers["Access-Control-Allow-Methods"] = ", ".join(ways)
        answer.headers["Access-Control-Allow-Headers"] = "Content-Type, X-Receipt"
        answer.headers["Access-Control-Max-Age"] = "86400"
    return answer


def find_page_kind(page: str) -> Kind:
    """Return what kind of page a path is. Raises Refused for one that the site does not have."""
    kind = site.get_pages().kinds.get(page)
    if kind is None:
        raise no_page()
    return kind
