"""The staff's sessions: begin, list and end them."""

from datetime import timedelta
from importlib import import_module
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from service.desk.models import StaffSession
from service.guard import clock
from service.guard.deletion import delete_unlocked as delete
from service.guard.visitor import get_browser_name

KEY = "staff-session"
SEEN_EVERY = timedelta(minutes=5)
_BROWSERS = (
    *(("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR/", "Opera"), ("Firefox", "Firefox")),
    *(("Chrome", "Chrome"), ("Safari", "Safari")),
)
_MACHINES = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "máy Mac"), ("Linux", "Linux")),
)


def record_session(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Note a session that has just begun (receiver of `user_logged_in`)."""
    now = clock.get_now()
    made = StaffSession.objects.create(
        key=token_hex(16),
        user=user,
        browser=describe_browser(get_browser_name(request)),
        began=now,
        seen=now,
    )
    request.session[KEY] = made.key


def remove_session(request: HttpRequest, **_signal: Any) -> None:
    """Forget a session that its owner ends by logging out (receiver of `user_logged_out`)."""
    StaffSession.objects.filter(key=get_current_key(request)).delete()


def get_current_key(request: HttpRequest) -> str:
    """Return the key of the session of a request, empty where there is none."""
    return str(request.session.get(KEY, ""))


def is_open(request: HttpRequest) -> bool:
    """Tell whether the session of a request has not been ended; note that it is used."""
    mine = StaffSession.objects.filter(key=get_current_key(request), user=request.user.pk).first()
    if mine is None:
        return False
    now = clock.get_now()
    if now - mine.seen > SEEN_EVERY:
        StaffSession.objects.filter(key=mine.key).update(seen=now)
    return True


def list_own_sessions(user: User) -> "QuerySet[StaffSession, StaffSession]":
    """Return the sessions of a user, the last used first."""
    return StaffSession.objects.filter(user=user).order_by("-seen", "-began")


def forget_expired() -> None:
    """Delete expired sessions, ours and Django's."""
    old = clock.get_now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    delete(StaffSession.objects.filter(seen__lt=old))
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def describe_browser(name: str) -> str:
    """Return the kind of a browser and of its machine (``Chrome trên Windows``)."""
    program = next((word for sign, word in _BROWSERS if sign in name), "Trình duyệt khác")
    machine = next((word for sign, word in _MACHINES if sign in name), "")
    return f"{program} trên {machine}" if machine else program
