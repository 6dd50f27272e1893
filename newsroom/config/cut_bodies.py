"""Refuse requests whose body breaks off: a server hands on what has come as if it were all.

A file that was cut would otherwise be taken for a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError

from newsroom.config.refusals import bad_request

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class WholeBody:
    """A request's body; reading raises OSError where it ends before its announced length."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Take the server's stream."""
        self._stream = stream
        self.is_cut = False

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes; Django asks for no more than were announced."""
        parts = []
        while size > 0:
            parts.append(self._checked(self._stream.read(size)))
            size -= len(parts[-1])
        return b"".join(parts)

    def readline(self, size: int) -> bytes:
        """Return a line, or so many bytes of it."""
        return self._checked(self._stream.readline(size)) if size else b""

    def _checked(self, data: bytes) -> bytes:
        if not data:
            self.is_cut = True
            raise OSError("the body of the request breaks off")
        return data


def check_bodies(application: Application) -> Application:
    """Let a WSGI application read whole bodies only."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"])
        return application(environ, start_response)

    return answer


class refuse_cut_body:  # noqa: N801 - Django's middleware is named like a function
    """Answer a request that broke off with a refusal: no fault of the program, nothing to log.

    It stands after the check of the token (CSRF), to which such a form is one without fields: as
    that it must reach no view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers next."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request; of one that broke off no file is left among the system's own."""
        response = self._get_response(request)
        if _is_cut(request):
            for handler in request.upload_handlers:
                handler.upload_interrupted()
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse what broke off while the token was looked for."""
        return bad_request(request) if _is_cut(request) else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Refuse what broke off while a view read it."""
        return bad_request(request) if isinstance(error, UnreadablePostError) else None


def _is_cut(request: HttpRequest) -> bool:
    return bool(getattr(request.META.get("wsgi.input"), "is_cut", False))
