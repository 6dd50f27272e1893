"""Under which names the service answers: a request for any other is none for it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from service.guard import site
from service.guard.answers import Refused

LOCAL = ("127.0.0.1", "localhost", "[::1]")


def hosts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse other names. Django's ALLOWED_HOSTS are read once, the site's name may come later."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _host(request) in known():
            return get_response(request)
        return Refused(400, "host", "Dịch vụ không phục vụ tên miền này.").answer()

    return answer


def known() -> set[str]:
    """Return the names: of this machine, of the origins that may write, of the environment."""
    origins = (urlsplit(origin).hostname or "" for origin in site.origins())
    return {*LOCAL, *origins, *settings.HOSTS} - {""}


def _host(request: HttpRequest) -> str:
    try:
        return split_domain_port(request.get_host())[0]
    except DisallowedHost:  # no name at all
        return ""
