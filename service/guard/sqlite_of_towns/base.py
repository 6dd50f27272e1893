"""The backend, by the name that Django looks for."""

from typing import Any

from django.db.backends.sqlite3 import base

from service.guard.town import current


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens the database of the current town; without a town it opens none."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return what SQLite is opened with; raises NoTown."""
        found: dict[str, Any] = super().get_connection_params()
        return {**found, "database": str(current().database)}
