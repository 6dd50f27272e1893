"""Deletes rows whose time is over, without standing in anybody's way."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

MOST = 1_000
"""Rows of one transaction: a hit that waits for it waits a few milliseconds."""


def delete_unlocked(rows: "QuerySet[Any, Any]") -> None:
    """Delete rows, but those that somebody is just changing: they are left for the next time.

    Waiting for those could be a deadlock, as they are taken in no order.
    """
    while True:
        with transaction.atomic():
            free = rows.select_for_update(skip_locked=True).values_list("pk", flat=True)
            keys = list(free[:MOST])
            rows.model._default_manager.filter(pk__in=keys).delete()
        if len(keys) < MOST:
            return
