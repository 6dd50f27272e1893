"""The door of the build: /v1/export, with a bearer token."""

from datetime import UTC, datetime
from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from service.export.gather import build_export
from service.guard.answers import RequestRefused, data
from service.guard.dispatch import make_view


def _get(request: HttpRequest) -> HttpResponse:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not compare_digest(token.encode(), str(settings.EXPORT_TOKEN).encode()):
        raise RequestRefused(401, "token", "Cần mã truy cập của dịch vụ.")
    return data(build_export(_parse_moment(request.GET.get("since", ""))))


def _parse_moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
        if found and found.tzinfo is None:
            raise RequestRefused(422, "since", "Mốc thời gian thiếu múi giờ.")
        return found and found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RequestRefused(422, "since", "Mốc thời gian không đúng.") from error


export = make_view(GET=_get)
