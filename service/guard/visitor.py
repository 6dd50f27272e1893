"""The name under which a reader is counted: nobody can go back from it to an address."""

from datetime import date
from functools import lru_cache
from hashlib import blake2b

from crawlerdetect import CrawlerDetect
from django.http import HttpRequest

from service.guard.peer import Address, cut_address, format_network, get_asker
from service.guard.salt import get_salt

SITE, BEAT = "site", "beat"
"""The scopes of the total and of presence; every other scope is a page's path."""
BROWSER_LENGTH = 400
_detect = CrawlerDetect()


def compute_key(day: date, scope: str, *parts: str) -> str:
    """Return the keyed hash of a day, a scope and what tells readers apart."""
    digest = blake2b(key=get_salt(day), digest_size=16)
    digest.update("\0".join((scope, *parts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def compute_visitor_key(request: HttpRequest, day: date, scope: str) -> str:
    """Return the reader's key of a day within a scope; keys of two scopes cannot be joined."""
    return compute_key(
        day, f"reader:{scope}", cut_address(get_asker(request)), get_browser_name(request)
    )


def get_browser_name(request: HttpRequest) -> str:
    """Return the browser's own name."""
    return str(request.META.get("HTTP_USER_AGENT", ""))[:BROWSER_LENGTH]


def list_networks(address: Address) -> tuple[str, str]:
    """Return what limits are kept for: the household, the network around it."""
    return f"address:{cut_address(address)}", f"network:{format_network(address)}"


def list_places(request: HttpRequest, day: date) -> tuple[str, str]:
    """Return the day's keys of the client's household and network, for the caps."""
    household, around = list_networks(get_asker(request))
    return compute_key(day, "cap", household), compute_key(day, "cap", around)


def is_robot(request: HttpRequest) -> bool:
    """Tell whether a program asks, or a browser that only fetches ahead."""
    ahead = request.META.get("HTTP_SEC_PURPOSE", "") or request.META.get("HTTP_PURPOSE", "")
    return "prefetch" in ahead or "prerender" in ahead or _is_robot(get_browser_name(request))


@lru_cache(4096)
def _is_robot(name: str) -> bool:
    return not name.strip() or bool(_detect.isCrawler(name))
