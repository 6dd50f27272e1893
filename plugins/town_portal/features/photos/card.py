"""A share picture without photograph: a title set in type, the town's name and mark below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from town_portal.core.emblem import draw_emblem
from town_portal.features.photos import faces
from town_portal.features.photos.typeset import LEADING, TypeArea, set_lines

WIDTH, HEIGHT = 1200, 630
TITLE = TypeArea(1040, 400, 5, range(28, 85, 2))
NAME = TypeArea(940, 60, 1, range(22, 43, 2))
BOLD, PLAIN = 700, 450
COLOURS = {
    "ink": "#1b1f24",
    "secondary": "#4b5563",
    "red": "#9e1b22",
    "tint": "#f6f4ef",
    "line": "#d9d5cc",
}
"""The theme's colours that a card uses; the values are for a theme that names them otherwise."""
KIND = "Cổng thông tin điện tử"
_MARGIN, _BAND, _RULE, _MARK = 80, 16, 492, 84
_CAPITAL = 0.96
"""Height of a line's letters over the baseline with room for accents, in ems."""


@dataclass(frozen=True, slots=True)
class CardStyle:
    """What all cards of a portal share. ``kind`` stands over ``name`` and may be empty."""

    name: str
    kind: str
    mark: bytes
    is_svg: bool
    colours: tuple[tuple[str, str], ...]


def read_colours(css: str) -> Mapping[str, str]:
    """Return the colours of ``COLOURS`` as the theme's tokens (a style sheet) name them first."""
    found = dict(COLOURS)
    for name in COLOURS:
        match = re.search(rf"--{name}:\s*([^;]+);", css)
        try:
            red, green, blue = ImageColor.getrgb(match[1].strip())[:3] if match else (0, 0, 0)
        except ValueError:
            continue
        if match:
            found[name] = f"#{red:02x}{green:02x}{blue:02x}"
    return found


@lru_cache(maxsize=4)
def _mark(style: CardStyle) -> Image.Image | None:
    try:
        return draw_emblem(style.mark, style.is_svg, _MARK)
    except ValueError:  # what is wrong with the emblem is told where icons are made of it
        return None


def draw_card(title: str, style: CardStyle) -> Image.Image:
    """Return the card of a title (RGB, 1200x630)."""
    colour = dict(style.colours)
    image = Image.new("RGB", (WIDTH, HEIGHT), colour["tint"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), fill=colour["red"])
    draw.rectangle((_MARGIN, _RULE, WIDTH - _MARGIN - 1, _RULE + 1), fill=colour["line"])
    _write_title(draw, title, colour["ink"])
    left = _MARGIN
    mark = _mark(style)
    if mark:
        image.paste(mark, (left, _RULE + 27), mark)
        left += _MARK + 24
    _write_name(draw, left, style)
    return image


def _write_title(draw: ImageDraw.ImageDraw, title: str, colour: str) -> None:
    """Write the title in the middle of the room between the band and the rule."""
    words = faces.clean_drawable(title)
    setting = set_lines(words, lambda text: faces.measure_text(text, BOLD), TITLE)
    step = setting.size * LEADING
    room = _RULE - _BAND
    top = _BAND + (room - step * len(setting.lines)) / 2
    for number, line in enumerate(setting.lines):
        baseline = round(top + step * number + setting.size * _CAPITAL)
        faces.draw_text(draw, (_MARGIN, baseline), line, (setting.size, BOLD, colour))


def _write_name(draw: ImageDraw.ImageDraw, left: int, style: CardStyle) -> None:
    colour = dict(style.colours)
    setting = set_lines(
        faces.clean_drawable(style.name), lambda text: faces.measure_text(text, BOLD), NAME
    )
    baseline = _RULE + (100 if style.kind else 84)
    if style.kind:
        kind = (24, PLAIN, colour["secondary"])
        faces.draw_text(draw, (left, baseline - 50), faces.clean_drawable(style.kind), kind)
    for line in setting.lines:
        faces.draw_text(draw, (left, baseline), line, (setting.size, BOLD, colour["ink"]))
