"""Headers of every answer: what a browser may do with it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

DESK = "/quan-tri/"
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
DESK_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give every answer a content security policy; no cache, no search engine keeps the desk."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_desk = request.path_info.startswith(DESK)
        response.headers.setdefault(
            "Content-Security-Policy", DESK_POLICY if is_desk else DATA_POLICY
        )
        if is_desk:
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.content = b""  # gunicorn drops it too, but writes a line about each
        return response

    return answer
