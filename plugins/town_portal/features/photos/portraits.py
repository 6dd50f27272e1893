"""Photographs that a data file names: the portraits of those who lead the authority."""

from collections.abc import Iterable
from pathlib import Path

from town_portal.build.build import Build
from town_portal.build.portrait import Portrait
from town_portal.core.records import Picture
from town_portal.core.text import slug
from town_portal.features.organisation.models import LEADERS, Organisation
from town_portal.features.photos.assemble import image
from town_portal.features.photos.gather import Results
from town_portal.features.photos.made import Made, MadeFile, Refusal, Wanted
from town_portal.features.photos.store import Store
from town_portal.features.photos.work import make_photos


def give_portraits(build: Build, store: Store) -> set[str]:
    """Give the build ``portraits``; return their names in the store. Faults name the leader."""
    organisation = build.data.get("organisation")
    leaders = organisation.leaders if isinstance(organisation, Organisation) else ()
    folder = build.content / "data"
    wanted: dict[Path, Wanted] = {}
    for leader in leaders:
        if leader.photo:
            path = folder / leader.photo
            wanted.setdefault(path, Wanted(path, slug(leader.name), thumbnails=False))
    results = make_photos(list(wanted.values()), store)
    for index, leader in enumerate(leaders):
        result = results[folder / leader.photo] if leader.photo else None
        if isinstance(result, Refusal):
            build.data_fault("organisation", ("leaders", index, "photo"), result.message)
    return {file.stored for file in _shown(build, results, store)}


def _shown(build: Build, results: Results, store: Store) -> Iterable[MadeFile]:
    for path, made in results.items():
        if isinstance(made, Made):
            files = _small(made)
            picture = Picture(tuple(map(image, files))).below(LEADERS)
            sources = tuple(store.path_of(file) for file in files)
            build.portraits[path.relative_to(build.content / "data").as_posix()] = Portrait(
                picture, sources
            )
            yield from files


def _small(made: Made) -> list[MadeFile]:
    """Return the smallest of each format: a portrait is shown 120 pixels wide."""
    first = sorted(made.files, key=lambda file: (file.kind, file.width))
    return list({file.kind: file for file in reversed(first)}.values())[::-1]
