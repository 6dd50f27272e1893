"""Which years of the index a change of texts affects."""

from collections.abc import Iterator
from typing import Any

from town_portal.build.build import Build
from town_portal.build.steps import Step


def _iter_affected(_build: Build, changes: Any) -> Iterator[str]:
    """Yield the years of changed articles."""
    for change in changes.items:
        yield from (item.row.day[:4] for item in (change.was, change.now) if item)


def _iter_keys(build: Build) -> Iterator[str]:
    return (str(month.year) for month in build.site.articles.months())


SEARCH = Step("search", "search index", _iter_keys, _iter_affected)
STEPS = (SEARCH,)
