"""What is still to be done for a photograph, given what the store knows."""

import hashlib
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from town_portal.core.content_files.opening import open_file
from town_portal.features.photos import limits, recipe
from town_portal.features.photos.encode import describe_encoder
from town_portal.features.photos.made import Looked, Made, PhotoFile, PhotoRequest
from town_portal.features.photos.photo import READERS, PhotoHeader, inspect_photo
from town_portal.features.photos.recipe import Derivative, Focus, Kind
from town_portal.features.photos.store import PhotoFacts

TOO_LONG = "ảnh động quá dài nên chỉ đăng hình đầu tiên; hãy đăng dạng video hoặc cắt ngắn"


class DerivativeTask(NamedTuple):
    """One derivative to be made: what, where thumbnails are cut, its name in the store."""

    item: Derivative
    focus: Focus
    stored: str


@dataclass(frozen=True, slots=True)
class PhotoJob:
    """The derivatives of one photograph that are missing, and the folder of the store."""

    folder: Path
    path: Path
    header: PhotoHeader
    sha256: str
    tasks: tuple[DerivativeTask, ...]

    @property
    def is_heavy(self) -> bool:
        """Whether it takes so much memory that it is done alone."""
        needed = recipe.compute_needed_size(self.header.width, self.header.height)
        moves = any(task.item.moves for task in self.tasks)
        return moves or limits.estimate_memory(self.header, needed) > limits.HEAVY


@cache
def _hash_toolchain() -> str:
    """Return a digest of everything but the photograph and the wish that decides about bytes."""
    made = [describe_encoder(source, kind) for source in READERS for kind in get_args(Kind)]
    parts = [recipe.VERSION, recipe.list_derivatives(4000, 3000, thumbnails=True), *made]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def describe_request(wanted: PhotoRequest) -> str:
    """Return what is wanted of a photograph and the versions that make it, as text."""
    return f"{wanted.stem}|{wanted.focus}|{wanted.thumbnails}|{_hash_toolchain()}"


def look_at_file(wanted: PhotoRequest) -> Looked:
    """Return what a photograph's file is; it is read once, nothing is decoded.

    Raises ValueError, in Vietnamese, when it can't be used.
    """
    path = wanted.path
    header = inspect_photo(path)
    limits.check_limits(path, header, recipe.compute_needed_size(header.width, header.height))
    try:
        with open_file(path) as file:
            state = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ValueError(
            f"không đọc được tệp ảnh “{path.name}” ({error.strerror}); hãy chép lại ảnh"
        ) from None
    return Looked(
        wanted, describe_request(wanted), header, digest, state.st_size, state.st_mtime_ns
    )


def list_tasks(looked: Looked) -> tuple[DerivativeTask, ...]:
    """Return everything that the photograph gets."""
    header, wanted = looked.header, looked.wanted
    size = (header.width, header.height)
    focus = wanted.focus or recipe.choose_default_focus(header.width, header.height)
    items = recipe.list_derivatives(*size, wanted.thumbnails)
    if header.frames > 1 and (moving := recipe.choose_animation(*size, header.frames)):
        items = (*items, moving)
    is_cut = recipe.crop_size(*size) != size

    def stored(item: Derivative) -> str:
        same = item if is_cut else replace(item, crop=False)  # nothing is encoded twice
        return recipe.make_key(
            looked.sha256, same, focus, describe_encoder(header.format, item.kind)
        )

    return tuple(DerivativeTask(item, focus, stored(item)) for item in items)


def plan_job(
    looked: Looked, seen: PhotoFacts | None, claimed: Collection[str], folder: Path
) -> PhotoJob | None:
    """Return the job for a photograph, None when there is nothing left to do.

    ``claimed`` are the stored names that earlier jobs of this build make; ``folder`` is the
    store's. A photograph whose average colour is not known is a job as well, but for a twin of
    one that is claimed.
    """
    known = seen.sizes if seen else {}
    wanted = list_tasks(looked)
    missing = {
        task.stored: task
        for task in wanted
        if task.stored not in known and task.stored not in claimed
    }
    twin = any(task.stored in claimed for task in wanted)
    if not missing and (seen or twin):
        return None
    return PhotoJob(folder, looked.path, looked.header, looked.sha256, tuple(missing.values()))


def assemble_made(looked: Looked, seen: PhotoFacts) -> Made:
    """Return the photograph made ready. ``seen`` knows all of its derivatives."""
    header, stem = looked.header, looked.wanted.stem
    files, moving = [], None
    for item, _, stored in list_tasks(looked):
        name = recipe.make_published_name(stem, item, stored)
        size = seen.sizes[stored]
        file = PhotoFile(name, item.width, item.height, item.kind, item.crop, size, stored)
        if item.moves:
            moving = file
        else:
            files.append(file)
    told = [*header.notices, *seen.notices]
    if header.frames > 1 and moving is None:
        told.append(TOO_LONG)
    notices = tuple(f"ảnh “{looked.path.name}”: {notice}" for notice in told)
    return Made(header.width, header.height, seen.tone, tuple(files), moving, notices)
