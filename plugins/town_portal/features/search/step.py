"""Which years of the index a change of texts affects."""

from collections.abc import Iterator
from typing import Any

from town_portal.build.build import Build
from town_portal.build.steps import Step


def _affected(_build: Build, changes: Any) -> Iterator[str]:
    """Yield the years of changed articles."""
    for change in changes.items:
        yield from (it.row.day[:4] for it in (change.was, change.now) if it)


def _keys(build: Build) -> Iterator[str]:
    return (str(month.year) for month in build.site.articles.months())


SEARCH = Step("search", "search index", _keys, _affected)
STEPS = (SEARCH,)
