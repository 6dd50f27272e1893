"""What is asked of a photograph and what is made of it: frozen values."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from town_portal.features.photos.photo import PhotoHeader
from town_portal.features.photos.recipe import Focus, Kind


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """A photograph to be made ready: its file, the first part of its published names.

    ``focus`` is the focal point in per cent from left and top; None leaves it to the recipe.
    """

    path: Path
    stem: str
    focus: Focus | None = None
    thumbnails: bool = True


class PhotoFile(NamedTuple):
    """One derivative: the name it is published under, pixels, bytes.

    ``stored`` is its name in the store. A tuple, since a build makes hundreds of thousands.
    """

    name: str
    width: int
    height: int
    kind: Kind
    crop: bool
    size: int
    stored: str


@dataclass(frozen=True, slots=True)
class Made:
    """A photograph made ready. ``width`` and ``height`` are the original's pixels, upright.

    ``tone`` is the class (0 to 63) of its average colour, ``animation`` the moving WebP of an
    animation, ``notices`` sentences for staff about what was put right or left out.
    """

    width: int
    height: int
    tone: int
    files: tuple[PhotoFile, ...]
    animation: PhotoFile | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a photograph can't be used, in Vietnamese, and what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A photograph that was looked at: its header, the SHA-256 of its bytes.

    ``size`` (bytes) and ``mtime_ns`` are the file's before it was read; ``request`` names what
    is wanted and the versions that make it.
    """

    wanted: PhotoRequest
    request: str
    header: PhotoHeader
    sha256: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> Path:
        """The photograph's file."""
        return self.wanted.path
