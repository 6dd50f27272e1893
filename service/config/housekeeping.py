"""Forgets in time: a thread of each process, as no request may have to come for it."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections

from service.comments import retention as comments
from service.desk import sessions
from service.guard import captcha, clock, limits, salt
from service.guard.town import within
from service.guard.towns import TOWNS
from service.inbox import retention as inbox
from service.ratings import retention as ratings
from service.visits import retention as visits

EVERY_SECONDS = 60
_log = logging.getLogger(__name__)
_started = threading.Lock()


def forget_once() -> None:
    """Delete everything whose time is over; one part that fails keeps no other from it."""
    now, today = clock.get_seconds(), clock.get_today()
    _try(lambda: salt.forget_salts(today))
    _try(lambda: limits.forget_limits(now))
    _try(lambda: captcha.forget_captchas(now))
    _try(lambda: visits.forget(now, today))
    _try(lambda: ratings.forget(today))
    _try(lambda: comments.forget(today))
    _try(inbox.forget)
    _try(sessions.forget_expired)


def _try(forget: Callable[[], None]) -> None:
    try:
        forget()
    except Exception as error:  # noqa: BLE001 - to forget must not end, whatever happened
        _log.error("housekeeping: %s", error)


def start_forgetting() -> None:
    """Begin to forget in the background; the second call in a process does nothing."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_run, name="housekeeping", daemon=True).start()


def of_all() -> None:
    """Delete it in the data of each town that this process serves."""
    if settings.ENVIRONMENT.is_many:
        for town in TOWNS.by_host().values():
            with within(town):
                forget_once()
    else:
        forget_once()


def _run() -> None:
    while True:
        _try(of_all)
        close_old_connections()
        threading.Event().wait(EVERY_SECONDS)
