"""Letters of Public Sans, drawn one by one from the files that the pages use too.

The font comes in files by script; widths are taken at a large size, so that letters stand where
they belong whatever the size is.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from town_portal.core.system.places import ROOT

FOLDER = ROOT / "node_modules/@fontsource-variable/public-sans/files"
SCRIPTS = ("latin", "vietnamese", "latin-ext")
_LARGE = 1000
_LATIN = ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2026), (0x2030, 0x205E))
_SIGNS = frozenset(map(ord, "ıŒœʻʼˆ˚˜€™↑↓−∕"))
_VIETNAMESE = frozenset(map(ord, "ĂăĐđĨĩŨũƠơƯư₫"))


def get_font_file(script: str) -> Path:
    """Return the file of a script; it is there when the browser's packages are installed."""
    return FOLDER / f"public-sans-{script}-wght-normal.woff2"


def find_script(letter: str) -> str:
    """Return the script whose file has ``letter``; empty when none has (a smiley)."""
    code = ord(letter)
    if any(first <= code <= last for first, last in _LATIN) or code in _SIGNS:
        return "latin"
    if code in _VIETNAMESE or 0x1EA0 <= code <= 0x1EF9:
        return "vietnamese"
    is_ext = 0x100 <= code <= 0x2BA or 0x1E00 <= code <= 0x1E9F or 0x20A0 <= code <= 0x20C0
    return "latin-ext" if is_ext else ""


def clean_drawable(text: str) -> str:
    """Return ``text`` in composed letters, without those that the font lacks."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(x if find_script(x) else " " * x.isspace() for x in composed).split())


@lru_cache(maxsize=64)
def _load_face(script: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout alone is the same on every machine.
    face = ImageFont.truetype(
        str(get_font_file(script)), size, layout_engine=ImageFont.Layout.BASIC
    )
    face.set_variation_by_axes([weight])
    return face


@lru_cache(maxsize=4096)
def _measure_advance(letter: str, weight: int) -> float:
    return float(_load_face(find_script(letter), _LARGE, weight).getlength(letter)) / _LARGE


def measure_text(text: str, weight: int) -> float:
    """Return how wide drawable ``text`` is, in ems."""
    return sum(_measure_advance(letter, weight) for letter in text)


def draw_text(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, style: tuple[int, int, str]
) -> None:
    """Write drawable ``text`` with its baseline's left end at ``place``.

    ``style`` is the size in pixels, the weight, the colour.
    """
    (left, baseline), (size, weight, colour) = place, style
    for letter in text:
        face = _load_face(find_script(letter), size, weight)
        draw.text((left, baseline), letter, colour, face, "ls")
        left += _measure_advance(letter, weight) * size
