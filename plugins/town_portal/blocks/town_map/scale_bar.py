"""The scale bar: a round length that fits the drawing."""

from dataclasses import dataclass
from math import floor, log10

SHARE = 0.4
"""The bar takes at most this part of the drawing's width."""


@dataclass(frozen=True)
class ScaleBar:
    """A bar of ``length`` units for ``label``; ``ticks`` are units from its start."""

    length: float
    label: str
    ticks: tuple[float, ...]


def round_length(longest: float) -> tuple[float, int]:
    """Return the greatest 1, 2 or 5 times a power of ten that is at most ``longest``.

    The second value is its first digit: into so many parts it divides well.
    """
    power = 10.0 ** floor(log10(longest))
    digit = next((digit for digit in (5, 2) if digit * power <= longest), 1)
    return digit * power, digit


def choose_scale_bar(scale: float, width: float) -> ScaleBar:
    """Return the bar for ``scale`` (units per metre) in a drawing of ``width`` units."""
    metres, parts = round_length(width * SHARE / scale)
    length = metres * scale
    ticks = tuple(round(length * index / parts, 1) for index in range(parts + 1))
    return ScaleBar(round(length, 1), _format_label(metres), ticks)


def _format_label(metres: float) -> str:
    if metres >= 1000:
        return f"{metres / 1000:g} km"
    return f"{metres:g} m".replace(".", ",")
