"""Moves everything from one database to another, with the same numbers."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model

BATCH = 2_000


class MoveRefused(Exception):
    """The target holds something already, or the numbers differ afterwards."""


def list_models() -> list[type[Model]]:
    """Return all tables, those that others refer to first."""
    waiting = list(apps.get_models(include_auto_created=True))
    ordered: list[type[Model]] = []
    while waiting:
        ready = [model for model in waiting if not _needs(model) & set(waiting) - {model}]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _needs(model: type[Model]) -> set[type[Model]]:
    fields = model._meta.get_fields()
    return {
        field.related_model
        for field in fields
        if field.concrete and field.is_relation and isinstance(field.related_model, type)
    }


def move_rows(source: str, target: str) -> dict[str, int]:
    """Copy all rows between two databases; return how many of each table. Raises Refused.

    The source is held for writing meanwhile, so that nothing is counted that does not move along.
    """
    ordered = list_models()
    with transaction.atomic(using=source), transaction.atomic(using=target):
        _must_be_new(target)
        for model in reversed(ordered):  # what the migrations have put there
            model._base_manager.using(target).all().delete()
        moved = {model._meta.label: _copy(model, source, target) for model in ordered}
        _go_on_counting(ordered, target)
        for model in ordered:
            there = model._base_manager.using(target).count()
            if there != moved[model._meta.label]:
                raise MoveRefused(
                    f"{model._meta.label}: {there} dòng, phải là {moved[model._meta.label]}."
                )
    return moved


def _must_be_new(target: str) -> None:
    for label in ("visits.Day", "comments.Comment", "inbox.Letter", "ratings.Rating", "auth.User"):
        if apps.get_model(label)._base_manager.using(target).exists():
            raise MoveRefused(
                f"Cơ sở dữ liệu đích đã có dữ liệu ({label}); hãy dùng một cái mới, trống."
            )


def _copy(model: type[Model], source: str, target: str) -> int:
    number = 0
    for rows in _iter_batches(model, source):
        model._base_manager.using(target).bulk_create(rows)
        number += len(rows)
    return number


def _iter_batches(model: type[Model], source: str) -> Iterator[list[Model]]:
    """Yield the rows in the order of their keys: a reply follows what it answers."""
    rows: list[Model] = []
    for row in model._base_manager.using(source).order_by("pk").iterator(BATCH):
        row._state.adding = True
        rows.append(row)
        if len(rows) == BATCH:
            yield rows
            rows = []
    if rows:
        yield rows


def _go_on_counting(ordered: list[type[Model]], target: str) -> None:
    """Let new rows get numbers after the moved ones."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), ordered):
            cursor.execute(statement)
