"""Limit request bodies: larger ones get 413, with or without a Content-Length."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from service.guard.answers import too_large

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def measured(application: "WSGIApplication") -> "WSGIApplication":
    """Wrap the application: chunked bodies get a length, without which Django reads nothing."""

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if "HTTP_TRANSFER_ENCODING" in environ:
            try:
                data = environ["wsgi.input"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
            except OSError:  # broken off, or not in chunks after all
                data = b""
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(data), str(len(data))
        return application(environ, start_response)

    return serve


def bound(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse bodies larger than the desk's largest form; Django would answer 400."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > 18 or int(length) > _get_largest():
            return too_large().answer()
        return get_response(request)

    return answer


def _get_largest() -> int:
    found: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return found
