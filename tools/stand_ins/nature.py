"""What grows and rises in the landscapes: ridges, pines, broad trees, clouds, stars."""

import math
from collections.abc import Iterable

from tools.stand_ins.canvas import BARK, Canvas, Point


def ridge(width: float, base: float, tall: float, turn: float) -> list[Point]:
    """Return the line of a mountain range: each ``turn`` gives a line of its own."""
    waves = ((0.55, 1.0), (0.28, 2.3), (0.12, 5.1), (0.05, 11.7))
    line = []
    for x in range(-20, round(width) + 21, 10):
        at = x / width * 2 * math.pi
        lift = sum(high * math.sin(at * often + turn * often) for high, often in waves)
        line.append((float(x), base - tall * (0.5 + lift / 2)))
    return line


def mountain(c: Canvas, line: list[Point], foot: float, colour: str) -> None:
    """Fill a mountain range from its line down to its foot."""
    c.shape([*line, (line[-1][0], foot), (line[0][0], foot)], colour)


def pine(c: Canvas, foot: Point, tall: float, colour: str) -> None:
    """Draw a pine on its foot, ``tall`` units high."""
    x, y = foot
    c.box(x - tall * 0.035, y - tall * 0.2, tall * 0.07, tall * 0.2, BARK)
    for step in range(4):
        low, half = y - tall * (0.14 + step * 0.2), tall * (0.27 - step * 0.05)
        c.shape([(x - half, low), (x, low - tall * 0.3), (x + half, low)], colour)


def tree(c: Canvas, foot: Point, tall: float, colours: tuple[str, str]) -> None:
    """Draw a broad tree on its foot: a dark crown and a lighter one on its sunny side."""
    x, y = foot
    c.box(x - tall * 0.04, y - tall * 0.45, tall * 0.08, tall * 0.45, BARK)
    for i, (dx, dy, size) in enumerate(
        ((0, 0.62, 0.3), (-0.2, 0.5, 0.2), (0.2, 0.5, 0.21), (-0.06, 0.72, 0.2), (0.1, 0.64, 0.16))
    ):
        colour = colours[i > 2]
        c.oval(x + dx * tall, y - dy * tall, size * tall, size * tall * 0.85, colour)


def scatter(count: int, size: tuple[int, int], seed: int) -> Iterable[Point]:
    """Yield points strewn over an area, the same ones each time."""
    for i in range(count):
        yield (i * 377 + seed * 131) % size[0], (i * 211 + seed * 89 + i * i * 17) % size[1]


def cloud(c: Canvas, at: Point, wide: float, colour: str) -> None:
    """Draw a long, low cloud."""
    x, y = at
    c.panel((x - wide / 2, y - wide * 0.05, wide, wide * 0.1), colour, wide * 0.05)
    c.panel((x - wide * 0.3, y - wide * 0.11, wide * 0.45, wide * 0.12), colour, wide * 0.06)


def birds(c: Canvas, places: Iterable[Point], colour: str) -> None:
    """Draw far birds, each two bent wings."""
    wing = ((-20, -3), (-10, -9), (0, 0), (10, -9), (20, -3))
    for x, y in places:
        c.stroke([(x + dx, y + dy) for dx, dy in wing], colour, 3)


def tiled_roof(c: Canvas, at: Point, half: float, colours: tuple[str, str]) -> None:
    """Draw a roof with lifted corners, its eaves at a point, ``half`` units to either side."""
    x, y = at
    right = [(0.72, -0.42 * half), (1, -12), (1.16, -26), (1.04, 10)]
    left = [(-along, down) for along, down in reversed(right)]
    c.shape([(x + along * half, y + down) for along, down in (*right, *left)], colours[0])
    for step in range(-9, 10):
        top, low = x + step / 9 * half * 0.68, x + step / 9 * half
        c.stroke([(top, y - half * 0.38), (low, y)], colours[1], 3)
    c.panel((x - half * 0.76, y - half * 0.46, half * 1.52, 16), colours[1], 6)
