"""Photographs that a data file names: the portraits of those who lead the authority."""

from collections.abc import Iterable
from pathlib import Path

from town_portal.build.build import Build
from town_portal.build.portrait import Portrait
from town_portal.core.records import Picture
from town_portal.core.text import make_slug
from town_portal.features.organisation.models import LEADERS, Organisation
from town_portal.features.photos.assemble import build_image
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.made import Made, PhotoFile, PhotoRequest, Refusal
from town_portal.features.photos.store import PhotoStore
from town_portal.features.photos.uses import Results


def give_portraits(build: Build, store: PhotoStore) -> set[str]:
    """Give the build ``portraits``; return their names in the store. Faults name the leader."""
    organisation = build.data.get("organisation")
    leaders = organisation.leaders if isinstance(organisation, Organisation) else ()
    folder = build.content / "data"
    wanted: dict[Path, PhotoRequest] = {}
    for leader in leaders:
        if leader.photo:
            path = folder / leader.photo
            wanted.setdefault(path, PhotoRequest(path, make_slug(leader.name), thumbnails=False))
    results = make_photos(list(wanted.values()), store)
    for index, leader in enumerate(leaders):
        result = results[folder / leader.photo] if leader.photo else None
        if isinstance(result, Refusal):
            build.data_fault("organisation", ("leaders", index, "photo"), result.message)
    return {file.stored for file in _iter_portrait_files(build, results, store)}


def _iter_portrait_files(build: Build, results: Results, store: PhotoStore) -> Iterable[PhotoFile]:
    for path, made in results.items():
        if isinstance(made, Made):
            files = _list_smallest(made)
            picture = Picture(tuple(map(build_image, files))).below(LEADERS)
            sources = tuple(store.path_of(file) for file in files)
            build.portraits[path.relative_to(build.content / "data").as_posix()] = Portrait(
                picture, sources
            )
            yield from files


def _list_smallest(made: Made) -> list[PhotoFile]:
    """Return the smallest of each format: a portrait is shown 120 pixels wide."""
    first = sorted(made.files, key=lambda file: (file.kind, file.width))
    return list({file.kind: file for file in reversed(first)}.values())[::-1]
