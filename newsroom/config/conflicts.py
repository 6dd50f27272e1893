"""Refuse a change that is based on a file which somebody else has changed meanwhile."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from newsroom.config.refusals import refuse
from newsroom.texts.store import Changed

TITLE = "Bài vừa được sửa ở nơi khác"
STALE = (
    "Chưa thực hiện vì bài này vừa được người khác sửa. Hãy mở lại bài, xem bản mới rồi làm lại."
)


class refuse_stale_change:  # noqa: N801 - Django's middleware is named like a function
    """Answer 409 where a view has no page of its own for such a conflict."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers next."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say that nothing was written."""
        return refuse(request, 409, TITLE, STALE) if isinstance(error, Changed) else None
