"""A photograph that a data file names, as it stands in the output."""

from dataclasses import dataclass
from pathlib import Path

from town_portal.core.records import Picture


@dataclass(frozen=True, slots=True)
class Portrait:
    """The picture, with addresses from the root, and the files behind its images, in order."""

    picture: Picture
    sources: tuple[Path, ...]
