"""`manage.py migrate`: Django's own, for each town that the service serves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from service.guard.town import within
from service.guard.towns import all_towns
from service.operate import sqlite


class Command(migrate.Command):
    """Brings the tables of all towns up to date."""

    def handle(self, *words: Any, **options: Any) -> None:
        """Bring those of one town up to date, or of each."""
        if not settings.ENVIRONMENT.is_many:
            super().handle(*words, **options)
            return
        fresh: Path | None = None
        for town in all_towns():
            is_new = not town.database.exists()
            if is_new and fresh:  # as empty as the first one that was made just now
                sqlite.copy_database(fresh, town.database)
                continue
            with within(town):
                super().handle(*words, **options)
            fresh = town.database if is_new else fresh
