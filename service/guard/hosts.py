"""Under which names the service answers: a request for any other is none for it.

Where it serves several towns, the name says which one a request is for.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from service.guard import site
from service.guard.answers import RequestRefused
from service.guard.town import within
from service.guard.towns import TOWNS

HEALTH = "/healthz"
UNKNOWN = RequestRefused(400, "host", "Dịch vụ không phục vụ tên miền này.")
NO_TOWN = RequestRefused(503, "towns", "Dịch vụ chưa đọc được trang của cổng nào.")
LOCAL = ("127.0.0.1", "localhost", "[::1]")


def hosts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse other names. Django's ALLOWED_HOSTS are read once, the site's name may come later."""

    def of_one(request: HttpRequest) -> HttpResponseBase:
        return (
            get_response(request) if _get_host(request) in list_known_hosts() else UNKNOWN.answer()
        )

    def of_many(request: HttpRequest) -> HttpResponseBase:
        host = _get_host(request)
        if town := TOWNS.by_host().get(host):
            with within(town):
                return get_response(request)
        if host in LOCAL and request.path == HEALTH:
            return _health_of_all(request)
        return UNKNOWN.answer()

    def _health_of_all(request: HttpRequest) -> HttpResponseBase:
        """Return the first answer of a town that is not well, else one of those that are."""
        answer: HttpResponseBase = NO_TOWN.answer()
        for town in TOWNS.by_host().values():
            with within(town):
                answer = get_response(request)
            if answer.status_code != 200:
                break
        return answer

    return of_many if settings.ENVIRONMENT.is_many else of_one


def list_known_hosts() -> set[str]:
    """Return the names: of this machine, of the origins that may write, of the environment."""
    origins = (urlsplit(origin).hostname or "" for origin in site.list_origins())
    return {*LOCAL, *origins, *settings.HOSTS} - {""}


def _get_host(request: HttpRequest) -> str:
    try:
        return split_domain_port(request.get_host())[0]
    except DisallowedHost:  # no name at all
        return ""
