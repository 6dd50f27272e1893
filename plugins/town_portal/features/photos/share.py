"""The share picture of an article, 1200x630: what it shows and under which name.

It is cut out of the photograph's largest derivative, which is upright, in sRGB and small: nothing
has to be decoded again that a camera made. An article without photograph, or with one too small,
has the card of its category, which all such articles share.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import features

from town_portal.features.photos import card, faces
from town_portal.features.photos.card import CardStyle
from town_portal.features.photos.encode import describe_encoder
from town_portal.features.photos.made import Made, PhotoFile
from town_portal.features.photos.recipe import Focus, choose_default_focus

SIZE = (card.WIDTH, card.HEIGHT)
LEAST = 600
"""Pixels that a photograph must give across; fewer would be blown up too much."""
QUALITIES = (82, 74, 66, 58, 50)
LARGEST = 150_000
"""Bytes; the first quality that stays below is taken."""
VERSION = 1
"""To be raised when drawing changes without a number here changing."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PhotoCrop:
    """A part of a derivative: its name in the store; left, top, right, bottom in pixels."""

    stored: str
    box: Box


@dataclass(frozen=True, slots=True)
class View:
    """What a share picture shows: a part of a photograph, else a title. ``alt`` tells of it."""

    title: str
    alt: str
    cut: PhotoCrop | None = None


def compute_box(size: tuple[int, int], focus: Focus) -> Box:
    """Return the largest 1200:630 within ``size`` with the focus (per cent) in its middle."""
    width = min(size[0], max(1, round(size[1] * SIZE[0] / SIZE[1])))
    height = min(size[1], max(1, round(size[0] * SIZE[1] / SIZE[0])))
    left = min(max(round(size[0] * focus[0] / 100 - width / 2), 0), size[0] - width)
    top = min(max(round(size[1] * focus[1] / 100 - height / 2), 0), size[1] - height)
    return left, top, left + width, top + height


def _cut(file: PhotoFile, focus: Focus) -> PhotoCrop:
    # A thumbnail was cut at the focus: across, that is its middle.
    return PhotoCrop(
        file.stored, compute_box((file.width, file.height), (50, focus[1]) if file.crop else focus)
    )


def choose_cut(made: Made, focus: Focus | None) -> PhotoCrop | None:
    """Return the part of a photograph that is shown; None when it has too few pixels.

    Of a panorama the thumbnail gives more pixels than the whole, which is made narrow.
    """
    eye = focus or choose_default_focus(made.width, made.height)
    found = [_cut(file, eye) for file in made.files if file.kind == "webp"]
    best = max(found, key=lambda item: item.box[2] - item.box[0], default=None)
    return best if best and best.box[2] - best.box[0] >= LEAST else None


def choose_view(title: str, made: Made | None, focus: Focus | None, alt: str) -> View | None:
    """Return what is shown of an article's cover; None where it has none that is large enough.

    ``alt`` is the cover's; where it is empty, the article's title stands for it.
    """
    part = choose_cut(made, focus) if made else None
    return View(title, alt or title, part) if part else None


@cache
def _hash_photo_recipe() -> str:
    return f"{VERSION}|{SIZE}|{QUALITIES}|{LARGEST}|{describe_encoder('WEBP', 'jpeg')}"


@cache
def _hash_card_recipe(style: CardStyle) -> str:
    fonts = [
        hashlib.sha256(faces.get_font_file(name).read_bytes()).hexdigest() for name in faces.SCRIPTS
    ]
    drawing = (card.TITLE, card.NAME, fonts, features.version("freetype2"))
    return f"{_hash_photo_recipe()}|{style}|{drawing}"


def make_stored_name(view: View, style: CardStyle) -> str:
    """Return the name of the bytes in the store: by what is shown and how it is made."""
    what = (
        f"{_hash_photo_recipe()}|{view.cut}"
        if view.cut
        else f"{_hash_card_recipe(style)}|{view.title}"
    )
    return f"{hashlib.sha256(what.encode()).hexdigest()[:32]}.jpg"


def make_shared_file(stored: str, size: int) -> PhotoFile:
    """Return the share picture of ``size`` bytes as it is published."""
    return PhotoFile(f"chia-se.{stored[:10]}.jpg", *SIZE, "jpeg", False, size, stored)


def find_source(folder: Path, part: PhotoCrop) -> Path:
    """Return where the derivative of ``part`` lies in the store."""
    return folder / part.stored[:2] / part.stored
