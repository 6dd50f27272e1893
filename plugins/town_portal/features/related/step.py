"""Which articles' related ones a change affects, and what they are then."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

from town_portal.build.build import Build
from town_portal.build.steps import Step
from town_portal.features.related.score import WINDOW, related, related_to


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


def _tagged(build: Build) -> Tagged:
    return cast(Tagged, build.site.tags)


def _affected(build: Build, changes: Any) -> Iterator[str]:
    """Yield the articles in whose windows a changed article is or was, and itself."""
    for change in changes.items:
        if (place := _place(change.was)) == _place(change.now):
            continue
        yield change.path
        for listed in change.listed:
            place = listed.row.moment, listed.row.url
            for key in _tags(listed):
                newer = _tagged(build).beside(key, place, ">", WINDOW + 1)
                yield from (path for path, *_ in newer)


def _place(listed: Any) -> Any:
    return listed and (listed.row.moment, listed.row.url, _tags(listed))


def _tags(listed: Any) -> list[str]:
    return sorted(key for kind, key in listed.topics if kind == "tags")


def _compute(build: Build, path: str) -> list[str] | None:
    """Return the files of the articles that are related to one."""
    tags = _tagged(build)
    found = tags.of(path)
    if found is None:
        return None
    place, keys = found
    return related_to(tags.beside(key, place, "<", WINDOW) for key in keys)


def _compute_all(build: Build) -> Iterable[tuple[str, list[str]]]:
    return related(_tagged(build).oldest_first())


RELATED = Step(
    "related",
    "article.related",
    keys=lambda _build: (),
    affected=_affected,
    compute=_compute,
    compute_all=_compute_all,
    refers=lambda found: found,
)
STEPS = (RELATED,)
