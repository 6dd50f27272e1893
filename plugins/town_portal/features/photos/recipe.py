"""Which derivatives a photograph gets, how large, and under which names. Pure."""

import hashlib
from dataclasses import dataclass
from typing import Literal

Kind = Literal["avif", "webp", "jpeg"]
Focus = tuple[int, int]
Size = tuple[int, int]

WIDTHS = (480, 960, 1440)
THUMBNAIL_WIDTHS = (240, 480, 960)
JPEG_WIDTH = 960
JPEG_THUMBNAIL_WIDTH = 480
ANIMATION_WIDTHS = (960, 480, 240)
ANIMATION_PIXELS = 60_000_000
"""Pixels of all frames of an animation: 240 MB in memory. A longer one is made smaller."""
ANIMATION_READ = 1_000_000_000
"""Pixels of all frames as they are stored, each of which is decoded: some ten seconds."""
SHAPE = (3, 2)
"""Width and height of a thumbnail."""
NEAR = 0.10
"""A picture's own width is left out when it is so little more than the step below."""
TALLEST = 16383
"""WebP's greatest height in pixels."""
VERSION = 1
"""To be raised when decoding or resizing changes the bytes without a number here changing."""
_LEVELS = 4
_MODERN: tuple[Kind, ...] = ("avif", "webp")


@dataclass(frozen=True, slots=True)
class Derivative:
    """One picture made of a photograph, in pixels; ``crop`` marks a thumbnail cut to 3:2."""

    width: int
    height: int
    kind: Kind
    crop: bool = False
    moves: bool = False


def choose_default_focus(width: int, height: int) -> Focus:
    """Return where the eye goes, in per cent from left and top: faces stand high in portraits."""
    return (50, 35) if height > width else (50, 50)


def choose_widths(own: int, steps: tuple[int, ...]) -> tuple[int, ...]:
    """Return the widths in pixels that a picture ``own`` wide gets, never more than its own."""
    below = tuple(step for step in steps if step <= own)
    if len(below) == len(steps) or (below and own <= below[-1] * (1 + NEAR)):
        return below
    return (*below, own)


def _compute_height(width: int, shape: Size) -> int:
    """Return the height that goes with ``width`` in a picture of the given shape."""
    return min(max(1, round(width * shape[1] / shape[0])), TALLEST)


def _build_row(
    steps: tuple[int, ...], jpeg: int, shape: Size, crop: bool
) -> tuple[Derivative, ...]:
    """Return AVIF and WebP at all widths and one JPEG at ``jpeg`` or the largest below."""
    made = [Derivative(w, _compute_height(w, shape), kind, crop) for kind in _MODERN for w in steps]
    plain = max((width for width in steps if width <= jpeg), default=steps[0])
    return (*made, Derivative(plain, _compute_height(plain, shape), "jpeg", crop))


def list_derivatives(width: int, height: int, thumbnails: bool) -> tuple[Derivative, ...]:
    """Return what a still picture of the given size in pixels gets: at most 14 derivatives."""
    tallest = max(1, min(width, TALLEST * width // height))
    whole = _build_row(choose_widths(tallest, WIDTHS), JPEG_WIDTH, (width, height), crop=False)
    if not thumbnails:
        return whole
    cut = crop_size(width, height)[0]
    return whole + _build_row(
        choose_widths(cut, THUMBNAIL_WIDTHS), JPEG_THUMBNAIL_WIDTH, SHAPE, crop=True
    )


def choose_animation(width: int, height: int, frames: int) -> Derivative | None:
    """Return the moving picture of an animation; None when it has too many frames for that."""
    if width * height * frames > ANIMATION_READ:
        return None
    for step in ANIMATION_WIDTHS:
        wide = max(1, min(step, width, TALLEST * width // height))
        high = _compute_height(wide, (width, height))
        if wide * high * frames <= ANIMATION_PIXELS:
            return Derivative(wide, high, "webp", moves=True)
    return None


def crop_size(width: int, height: int) -> Size:
    """Return the largest 3:2 within a picture, in pixels."""
    if width * SHAPE[1] >= height * SHAPE[0]:
        return max(1, round(height * SHAPE[0] / SHAPE[1])), height
    return width, max(1, round(width * SHAPE[1] / SHAPE[0]))


def crop_box(size: Size, focus: Focus) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom in pixels of the largest 3:2 with the focus in its middle.

    Near an edge the box stays within the picture. ``focus`` is in per cent from left and top.
    """
    wide, high = crop_size(*size)
    left = min(max(round(size[0] * focus[0] / 100 - wide / 2), 0), size[0] - wide)
    top = min(max(round(size[1] * focus[1] / 100 - high / 2), 0), size[1] - high)
    return left, top, left + wide, top + high


def compute_needed_size(width: int, height: int) -> Size:
    """Return the size in pixels to which the whole picture is decoded for all its derivatives.

    It does not depend on which of them are asked for: each is made of the same pixels always.
    """
    cut = crop_size(width, height)[0]
    share = min(1, max(WIDTHS[-1] / width, THUMBNAIL_WIDTHS[-1] / cut))
    return max(1, round(width * share)), max(1, round(height * share))


def make_key(sha256: str, item: Derivative, focus: Focus, made_with: str) -> str:
    """Return the name of a derivative's bytes: 32 hexadecimal digits and an ending.

    ``made_with`` names settings and versions of decoder and encoder. Where a thumbnail is cut
    matters to thumbnails only.
    """
    where = f"{focus[0]},{focus[1]}" if item.crop else ""
    text = f"{VERSION}|{sha256}|{item.width}x{item.height}|{item.moves}|{where}|{made_with}"
    digest = hashlib.sha256(f"{text}|{item.crop}".encode()).hexdigest()
    return f"{digest[:32]}.{'jpg' if item.kind == 'jpeg' else item.kind}"


def make_published_name(stem: str, item: Derivative, stored: str) -> str:
    """Return the name in addresses: ``anh-1-480.0f3a….webp``, of a thumbnail ``anh-1-3x2-480.…``.

    ``stored`` is the derivative's key; ten of its digits tell one version from the next.
    """
    part = "3x2-" if item.crop else "dong-" if item.moves else ""
    return f"{stem}-{part}{item.width}.{stored[:10]}.{stored.rpartition('.')[2]}"


def compute_tone(colour: tuple[int, int, int]) -> int:
    """Return the class (0 to 63) of a colour (0 to 255 each): four levels of red, green, blue."""
    red, green, blue = (value * _LEVELS // 256 for value in colour)
    return (red * _LEVELS + green) * _LEVELS + blue
