"""Starts the service within another process: tables up to date, application, export."""

from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication

import django
from django.core.management import call_command


def migrated() -> tuple[WSGIApplication, Callable[[], dict[str, Any]]]:
    """Bring the tables up to date; return the WSGI application, and what gathers the export."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from service.config.wsgi import application
    from service.export.gather import gather

    return application, gather
