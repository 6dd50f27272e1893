"""Which lists a change of articles affects."""

from collections.abc import Iterator
from typing import Any

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.features.lists.plan import iter_article_keys, iter_list_keys


def _iter_affected(build: Build, changes: Any) -> Iterator[str]:
    """Yield the keys of the lists in which a changed article stood or stands."""
    for listed in changes.listed:
        yield from iter_article_keys(listed.topics, listed.row.day, build.day_lists)


LISTS = Step(
    "lists", "list pages", lambda build: iter_list_keys(build.site, build.day_lists), _iter_affected
)
STEPS = (LISTS,)
