"""Pelican's side of the photographs: find them, make them ready, fill the slots of the bodies."""

import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

from pelican.plugins import signals

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.features.photos.contents import (
    collect_uses,
    give_shares,
    note_faults,
    place_photos,
    publish_files,
)
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.portraits import give_portraits
from town_portal.features.photos.progress import make_reporter
from town_portal.features.photos.store import PhotoStore
from town_portal.features.photos.uses import list_made_files, merge_wanted

MANY = 8
"""From so many photographs on, progress is told."""


def make_ready(generators: Iterable[Any]) -> None:
    """Make the contents ready that were read in this build; forget what no content uses."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    contents = adapt.read_now(generators)
    with PhotoStore(build.state / "photos") as store:
        used = _prepare(contents, store, generators[0])
        used |= give_portraits(build, store)
        if contents:
            store.sweep(used | {path.name for path in build.kept_sources()})
    build.preparers.append(partial(_prepare_again, generator=generators[0]))


def _prepare_again(contents: list[Any], generator: Any) -> None:
    with PhotoStore(generator.settings["BUILD"].state / "photos") as store:
        _prepare(contents, store, generator)


def _prepare(contents: list[Any], store: PhotoStore, generator: Any) -> set[str]:
    """Give each content ``figures``, ``cover_photo``, ``poster`` and its filled body.

    Returns the names of the files in the store that they use.
    """
    build: Build = generator.settings["BUILD"]
    items = [collect_uses(content, build.faults) for content in contents]
    wanted = merge_wanted(want for item in items for want in item.wanted())
    told = make_reporter(sys.stderr) if len(wanted) >= MANY else None
    results = make_photos(wanted, store, told)
    for content, item in zip(contents, items, strict=True):
        note_faults(item, results, build, content.relative_source_path)
        place_photos(content, item, results)
        publish_files(content, item, results, store)
    used = {file.stored for made in results.values() for file in list_made_files(made)}
    pairs = list(zip(contents, items, strict=True))
    return used | give_shares(pairs, results, store, generator)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(make_ready)
