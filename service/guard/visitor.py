"""The name under which a reader is counted: nobody can go back from it to an address."""

from datetime import date
from functools import lru_cache
from hashlib import blake2b

from crawlerdetect import CrawlerDetect
from django.http import HttpRequest

from service.guard.peer import Address, asker_of, cut, network
from service.guard.salt import salt

SITE, BEAT = "site", "beat"
"""The scopes of the total and of presence; every other scope is a page's path."""
BROWSER_LENGTH = 400
_detect = CrawlerDetect()


def key(day: date, scope: str, *parts: str) -> str:
    """Return the keyed hash of a day, a scope and what tells readers apart."""
    digest = blake2b(key=salt(day), digest_size=16)
    digest.update("\0".join((scope, *parts)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def visitor(request: HttpRequest, day: date, scope: str) -> str:
    """Return the reader's key of a day within a scope; keys of two scopes cannot be joined."""
    return key(day, f"reader:{scope}", cut(asker_of(request)), browser(request))


def browser(request: HttpRequest) -> str:
    """Return the browser's own name."""
    return str(request.META.get("HTTP_USER_AGENT", ""))[:BROWSER_LENGTH]


def networks(address: Address) -> tuple[str, str]:
    """Return what limits are kept for: the household, the network around it."""
    return f"address:{cut(address)}", f"network:{network(address)}"


def places(request: HttpRequest, day: date) -> tuple[str, str]:
    """Return the day's keys of the client's household and network, for the caps."""
    household, around = networks(asker_of(request))
    return key(day, "cap", household), key(day, "cap", around)


def is_robot(request: HttpRequest) -> bool:
    """Tell whether a program asks, or a browser that only fetches ahead."""
    ahead = request.META.get("HTTP_SEC_PURPOSE", "") or request.META.get("HTTP_PURPOSE", "")
    return "prefetch" in ahead or "prerender" in ahead or _is_robot(browser(request))


@lru_cache(4096)
def _is_robot(name: str) -> bool:
    return not name.strip() or bool(_detect.isCrawler(name))
