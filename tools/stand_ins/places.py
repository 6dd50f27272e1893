"""Scenes of the picture essay in the open: a range at dawn, a stream, a lake at night.

None is drawn after the real place.
"""

import math

from tools.stand_ins.canvas import GOLD, SLATE, WHITE, Canvas, Point
from tools.stand_ins.nature import birds, cloud, mountain, pine, ridge, scatter, tiled_roof, tree

ROCK = "#5C6468"
STONES = (  # middle and size of each rock by the stream
    *((140, 560, 90), (650, 600, 100), (90, 800, 120), (720, 850, 130), (60, 1060, 110)),
    *((745, 1090, 100), (250, 700, 50), (575, 720, 52), (170, 935, 62), (640, 965, 58)),
)


def range_at_dawn(c: Canvas) -> None:
    """Draw a mountain range at dawn above rice fields."""
    c.fade(0, 520, "#9DBAD2", "#F6DDBB")
    c.oval(425, 296, 66, 66, "#FBEBC4")
    cloud(c, (300, 130), 320, "#C6D5DF")
    cloud(c, (930, 190), 240, "#E3DED2")
    birds(c, ((640, 190), (700, 166), (752, 206), (1040, 110)), SLATE)
    for base, tall, turn, colour in (
        (430, 260, 2.1, "#A9BBC6"),
        (470, 210, 4.4, "#869FA6"),
        (500, 150, 0.4, "#66877B"),
        (540, 90, 5.3, "#4F7260"),
    ):
        mountain(c, ridge(c.width, base, tall, turn), 600, colour)
    c.fade(555, 245, "#B7C48C", "#7F9C62")
    for row in range(6):
        y = 566 + row * row * 8
        line = [(x, y + 7 * math.sin(x / 130 + row)) for x in range(-20, 1241, 20)]
        c.stroke(line, "#93AA6C", 3 + row)
    for x0, x1 in ((-300, 420), (180, 540), (620, 640), (1060, 760), (1520, 860)):
        c.stroke([(x0, 820), (x1, 560)], "#DCD5B0", 5)
    for at, deep in scatter(9, (1180, 40), 5):
        tree(c, (at, 572 + deep * 0.3), 46, ("#3F6148", "#5F7F62"))


def _stone(c: Canvas, place: tuple[float, float, float], colour: str) -> None:
    """Draw a rock by its middle and its size, light on its upper side."""
    x, y, size = place
    whole = ((-1, 0.5), (-0.8, -0.3), (-0.2, -0.7), (0.5, -0.6), (1, 0), (0.9, 0.5))
    lit = ((-0.7, -0.25), (-0.2, -0.62), (0.42, -0.52), (0.1, -0.2))
    c.shape([(x + dx * size, y + dy * size) for dx, dy in whole], colour)
    c.shape([(x + dx * size, y + dy * size) for dx, dy in lit], "#A3AAA9")


def _fall(c: Canvas, at: Point, half: float, foot: float) -> None:
    """Draw water falling from a point to ``foot``, with the pool below it."""
    x, y = at
    sheet = [(-0.5, y), (0.5, y), (0.7, foot + 50), (-0.7, foot + 50)]
    c.shape([(x + part * half, down) for part, down in sheet], "#CFE3E8")
    for i in range(9):
        aside = half * (i - 4) * 0.12
        c.stroke([(x + aside, y + 6 + i % 3 * 14), (x + aside * 1.3, foot + 34)], WHITE, 4)
    c.oval(x, foot + 54, half * 1.25, 30, "#A9CBD3")


def forest_stream(c: Canvas) -> None:
    """Draw a stream that falls over three steps of rock in a wood; a portrait."""
    c.fade(0, 420, "#DDE9E2", "#A8C3A6")
    mountain(c, ridge(c.width, 330, 230, 1.2), 1200, "#8FAF93")
    for i, root in enumerate(range(20, 800, 95)):
        pine(c, (root, 470 + (i * 53) % 60), 260 + (i * 71) % 90, ("#567C60", "#476B54")[i % 2])
    mountain(c, ridge(c.width, 480, 70, 2.6), 530, "#4E7257")
    c.fade(500, 700, "#4E7257", "#2F4F3D")
    falls = ((400.0, 330, 110, 430), (370.0, 560, 170, 630), (430.0, 770, 240, 850))
    for x, y, half, foot in falls:
        c.shape([(x - half * 1.9, foot), (x - half, y), (x + half, y), (x + half * 2, foot)], ROCK)
    for x, y, half, foot in falls:
        _fall(c, (x, y), half, foot)
    c.oval(420, 1050, 370, 150, "#7FAFBA")
    for left, down in scatter(16, (520, 190), 3):
        c.stroke([(150 + left, 950 + down), (200 + left + down % 40, 950 + down)], "#A9CBD3", 5)
    for i, stone in enumerate(STONES):
        _stone(c, stone, (ROCK, "#6F767A", "#858C8E")[i % 3])


def lake_at_night(c: Canvas) -> None:
    """Draw a lake between mountains at night, the moon in the water, a pagoda on the shore."""
    c.fade(0, 480, "#1C2E4A", "#5B7796")
    for x, y in scatter(46, (1200, 300), 2):
        c.oval(x, y, 1.8, 1.8, "#DCE8F0")
    c.oval(860, 130, 56, 56, "#F7EFD2")
    mountain(c, ridge(c.width, 440, 250, 3.0), 500, "#3F5872")
    mountain(c, ridge(c.width, 480, 130, 0.9), 500, "#2C4457")
    c.fade(480, 320, "#4B6A88", "#223A55")
    for i in range(13):
        deep, wide = 496 + i * 23, 26 + (i * 37) % 48
        c.stroke([(860 - wide, deep), (860 + wide, deep)], "#F1E3B4", 6)
    for x, y in scatter(24, (1200, 280), 7):
        c.stroke([(x, 500 + y), (x + 60, 500 + y)], "#5F7F9C", 4)
    c.shape([(0, 500), (520, 492), (430, 540), (0, 600)], "#1D3140")
    for half, foot, tall in ((170, 498, 76), (96, 366, 40)):
        c.box(290 - half * 0.84, foot - tall, half * 1.68, tall, "#5A3F37")
        for window in range(-2, 3):
            c.box(290 + window * half * 0.32 - 13, foot - tall + 16, 26, tall - 20, GOLD)
        tiled_roof(c, (290, foot - tall), half, ("#2B2423", "#1D1919"))
    for place, high in ((40, 230), (500, 150), (1150, 230), (1085, 170)):
        pine(c, (place, 520), high, "#14262F")
    c.shape([(1200, 510), (1010, 516), (1200, 580)], "#1D3140")
