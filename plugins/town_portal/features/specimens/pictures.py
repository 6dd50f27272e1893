"""The stand-in photographs: two drawings, one on its side and one upright."""

from pathlib import Path
from types import MappingProxyType

from town_portal.core.records import Image, Photo, Picture

FOLDER = Path(__file__).parent
SIZES = MappingProxyType({"ngang": (1200, 800), "dung": (800, 1200)})
"""Width and height in pixels by the drawing's name."""


def build_picture(
    name: str, folder: str = "mau/", *, alt: str = "", caption: str = "", credit: str = ""
) -> Photo:
    """Return the stand-in ``name``, addressed from ``folder``."""
    width, height = SIZES[name]
    size = (FOLDER / f"{name}.svg").stat().st_size
    whole = Picture((Image(f"{folder}{name}.svg", width, height, "image/svg+xml", size),))
    return Photo(alt, caption, credit, width, height, whole, whole)
