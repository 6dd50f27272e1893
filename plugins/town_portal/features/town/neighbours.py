"""The articles just before and behind an article, and whose these are after a change."""

from collections.abc import Iterator
from typing import Any, cast

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.core.articles import Stored
from town_portal.core.records import Article


def find_neighbour(build: Build, side: int, content: Any) -> Article | None:
    """Return the next older (0) or newer (1) article of one; None where there is none."""
    return build.site.articles.neighbours(content.url)[side]


def _iter_affected(build: Build, changes: Any) -> Iterator[str]:
    """Yield the articles beside whose places an article came, went, or shows something else."""
    places = [(item.row.moment, item.row.url) for item in changes.listed]
    return (
        path for place in places for path in cast(Stored, build.site.articles).paths_beside(*place)
    )


NEIGHBOURS = Step("neighbours", "article.previous", lambda _build: (), _iter_affected)
STEPS = (NEIGHBOURS,)
