"""Starts the service within another process: tables up to date, application, export."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from wsgiref.types import WSGIApplication

import django
from django.core.management import call_command
from django.db import close_old_connections

T = TypeVar("T")


@dataclass(frozen=True)
class EmbeddedService:
    """The service as another process has it.

    ``gather`` gives what a build bakes, ``public`` what differs once another comment is public.
    """

    application: WSGIApplication
    gather: Callable[[], dict[str, Any]]
    public: Callable[[], object]


def start_service() -> EmbeddedService:
    """Bring the tables up to date and return the service."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from service.comments.public import list_approved
    from service.config.wsgi import application
    from service.export.gather import build_export

    return EmbeddedService(
        application,
        run_in_one_thread(build_export),
        run_in_one_thread(lambda: tuple(list_approved().values_list("pk", "changed"))),
    )


def run_in_one_thread(ask: Callable[[], T]) -> Callable[[], T]:
    """Return a question that may be asked in any thread: its connection is let go of when due."""

    @wraps(ask)
    def asked() -> T:
        try:
            return ask()
        finally:
            close_old_connections()

    return asked
