"""Forgets in time: a thread of each process, as no request may have to come for it."""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from service.comments import keep as comments
from service.guard import captcha, clock, limits, salt
from service.ratings import keep as ratings
from service.visits import keep as visits

EVERY_SECONDS = 60
_log = logging.getLogger(__name__)
_started = threading.Lock()


def once() -> None:
    """Delete everything whose time is over."""
    now, today = clock.seconds(), clock.today()
    salt.forget(today)
    limits.forget(now)
    captcha.forget(now)
    visits.forget(now, today)
    ratings.forget(today)
    comments.forget(today)


def start() -> None:
    """Begin to forget in the background; the second call in a process does nothing."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_run, name="housekeeping", daemon=True).start()


def _run() -> None:
    while True:
        try:
            once()
        except DatabaseError as error:
            _log.error("housekeeping: %s", error)
        finally:
            close_old_connections()
        threading.Event().wait(EVERY_SECONDS)
