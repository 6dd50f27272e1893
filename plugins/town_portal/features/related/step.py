"""Which articles' related ones a change affects, and what they are then.

Where fewer than COUNT older articles share a tag, the nearest older ones of the category follow;
where there is none, the nearest newer ones, and at last those just before and behind it.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Protocol, cast

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.core.articles import Stored
from town_portal.features.related.score import COUNT, WINDOW, iter_related, rank_related


class Tagged(Protocol):
    """The articles by tag, as the index has them (build/incremental/index.py)."""

    def of(self, path: str) -> tuple[tuple[float, str], list[str]] | None:
        """Return the place of an article and the keys of its tags."""

    def beside(
        self, key: str, place: tuple[float, str], way: str, most: int
    ) -> list[tuple[str, float, str]]:
        """Return the nearest articles of a tag that are older or newer than a place."""

    def oldest_first(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the file of each article with the keys of its tags."""


NEAR = 2 * COUNT
"""So many of a category are looked at: COUNT of them may be related by their tags already."""


def _group_by_tag(build: Build) -> Tagged:
    return cast(Tagged, build.site.tags)


def _group_by_category(build: Build) -> Tagged:
    return cast(Tagged, build.site.categories)


def _iter_affected(build: Build, changes: Any) -> Iterator[str]:
    """Yield the articles in whose windows a changed article is or was, and itself."""
    for change in changes.items:
        if (place := _place(change.was)) == _place(change.now):
            continue
        yield change.path
        for listed in change.listed:
            place = listed.row.moment, listed.row.url
            for key in _list_keys(listed, "tags"):
                newer = _group_by_tag(build).beside(key, place, ">", WINDOW + 1)
                yield from (path for path, *_ in newer)
            for key, way in product(_list_keys(listed, "categories"), "<>"):
                near = _group_by_category(build).beside(key, place, way, NEAR + 1)
                yield from (path for path, *_ in near)
            yield from cast(Stored, build.site.articles).paths_beside(*place)


def _place(listed: Any) -> Any:
    kinds = ("tags", "categories")
    return listed and (
        listed.row.moment,
        listed.row.url,
        [_list_keys(listed, kind) for kind in kinds],
    )


def _list_keys(listed: Any, wanted: str) -> list[str]:
    return sorted(key for kind, key in listed.topics if kind == wanted)


def _compute(build: Build, path: str) -> list[str] | None:
    """Return the files of the articles that are related to one."""
    tags = _group_by_tag(build)
    found = tags.of(path)
    if found is None:
        return None
    place, keys = found
    return _fill_up(build, path, rank_related(tags.beside(key, place, "<", WINDOW) for key in keys))


def _compute_all(build: Build) -> Iterable[tuple[str, list[str]]]:
    by_tags = iter_related(_group_by_tag(build).oldest_first())
    return ((path, _fill_up(build, path, found)) for path, found in by_tags)


def _fill_up(build: Build, path: str, found: list[str]) -> list[str]:
    """Return what is related by tags, and where that is little, what stands near."""
    own = _group_by_category(build).of(path) if len(found) < COUNT else None
    if own is None:
        return found
    place, keys = own
    for way in "<>":
        if way == "<" or not found:
            near = [
                item
                for key in keys
                for item in _group_by_category(build).beside(key, place, way, NEAR)
            ]
            found = [*dict.fromkeys((*found, *(item for item, *_ in near)))][:COUNT]
    return found or cast(Stored, build.site.articles).paths_beside(*place)


RELATED = Step(
    "related",
    "article.related",
    keys=lambda _build: (),
    affected=_iter_affected,
    compute=_compute,
    compute_all=_compute_all,
    refers=lambda found: found,
)
STEPS = (RELATED,)
