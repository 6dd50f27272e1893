"""The stand-in photographs: two drawings, one on its side and one upright."""

from pathlib import Path
from types import MappingProxyType

from plugins._kit.records import Photo

FOLDER = Path(__file__).parent
SIZES = MappingProxyType({"ngang": (1200, 800), "dung": (800, 1200)})
"""Width and height in pixels by the drawing's name."""


def picture(
    name: str, folder: str = "mau/", *, alt: str = "", caption: str = "", credit: str = ""
) -> Photo:
    """Return the stand-in ``name``, addressed from ``folder``."""
    width, height = SIZES[name]
    return Photo(
        url=f"{folder}{name}.svg",
        alt=alt,
        caption=caption,
        credit=credit,
        width=width,
        height=height,
        media_type="image/svg+xml",
        size=(FOLDER / f"{name}.svg").stat().st_size,
    )
