"""Known browsers: wrong passwords from elsewhere do not lock their users out.

A signed cookie for the desk alone holds a random name of the browser and keyed hashes of the names
that have logged in there; who steals it has no more than five tries of his own.
"""

from secrets import token_hex

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "quan-tri-quen"
SECONDS = 180 * 86_400
MOST_NAMES = 5
_SALT = "desk-browser"


def get_known_name(request: HttpRequest, name: str) -> str:
    """Return the browser's identifier if this user has logged in with it, else an empty string."""
    browser, names = _read(request)
    return browser if _hash(name) in names else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """Set the cookie that records that this user has logged in with this browser."""
    browser, names = _read(request)
    kept = [_hash(name), *(one for one in names if one != _hash(name))][:MOST_NAMES]
    value = TimestampSigner(salt=_SALT).sign(".".join((browser or token_hex(16), *kept)))
    response.set_cookie(
        COOKIE,
        value,
        max_age=SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        signed = request.COOKIES.get(COOKIE, "")
        browser, *names = TimestampSigner(salt=_SALT).unsign(signed, max_age=SECONDS).split(".")
    except BadSignature:
        return "", []
    return browser, names


def _hash(name: str) -> str:
    return salted_hmac(_SALT, name.casefold()).hexdigest()[:32]
