"""Scenes of the picture essay among houses: a temple gate, a forge, two roads that meet.

None is drawn after the real place.
"""

from tools.stand_ins.canvas import BARK, GOLD, INK, LEAF, PAPER, RED, SLATE, WHITE, Canvas
from tools.stand_ins.nature import cloud, mountain, ridge, scatter, tiled_roof, tree

ANVIL = (
    *((590, 508), (640, 488), (770, 488), (770, 516)),
    *((712, 522), (724, 576), (664, 576), (676, 522)),
)
FLAMES = ((-95, 0), (-74, -88), (-44, -56), (-8, -168), (30, -70), (66, -112), (88, 0))
STEPS = ("#E4DBC6", "#A99C7C")
GLOW = ("#D4763B", "#E8A04C", "#F4CF84")
TILES = ("#8F4A3C", "#6F352A")


def temple_gate(c: Canvas) -> None:
    """Draw a gate with three doors, lanterns and flags, stairs before it."""
    c.fade(0, 560, "#C9DCE8", "#F2EAD8")
    mountain(c, ridge(c.width, 420, 260, 5.6), 600, "#A7BDB4")
    mountain(c, ridge(c.width, 500, 110, 2.2), 600, LEAF)
    c.fade(560, 240, "#DACDB0", "#BCAA88")
    for x, tall in ((70, 330), (225, 240), (1000, 250), (1140, 340)):
        tree(c, (x, 590), tall, ("#4C6B4F", "#6E9168"))
    for x, half, top in ((400, 110, 360), (800, 110, 360), (600, 150, 270)):
        c.box(x - half * 0.86, top, half * 1.72, 590 - top, "#E8D3AE")
        c.oval(x, top + 122, half * 0.44, half * 0.44, "#5E3B2C")
        c.box(x - half * 0.44, top + 122, half * 0.88, 590 - top - 122, "#5E3B2C")
        for side in (-1, 1):
            c.box(x + side * half * 0.74 - 12, top, 24, 590 - top, RED)
            c.oval(x + side * half * 0.55, top + 62, 15, 19, RED)
            c.box(x + side * half * 0.55 - 2, top + 20, 4, 28, GOLD)
        tiled_roof(c, (x, top), half, TILES)
    c.box(514, 160, 172, 70, "#E8D3AE")
    tiled_roof(c, (600, 160), 112, TILES)
    for step in range(5):
        area = (440 - step * 34, 590 + step * 22, 320 + step * 68, 22)
        c.panel(area, STEPS[step % 2], 0)
    for x in (180, 1020):
        c.box(x - 4, 300, 8, 330, BARK)
        for i, colour in enumerate((RED, GOLD, "#2F5F8F")):
            c.shape([(x + 4, 306 + i * 12), (x + 124 - i * 34, 360), (x + 4, 414 - i * 12)], colour)


def _house(c: Canvas, x: float, foot: float, wide: float) -> None:
    """Draw a village house at dusk, its left corner at ``x``, seen from the front."""
    c.box(x, foot - wide * 0.42, wide, wide * 0.42, "#8D7A6D")
    roof = ((-0.1, 0.4), (0.12, 0.72), (0.88, 0.72), (1.1, 0.4))
    c.shape([(x + along * wide, foot - up * wide) for along, up in roof], "#5C3F3A")
    c.box(x + wide * 0.2, foot - wide * 0.3, wide * 0.16, wide * 0.16, GLOW[2])
    c.box(x + wide * 0.6, foot - wide * 0.32, wide * 0.2, wide * 0.32, "#4A3833")


def forge_at_dusk(c: Canvas) -> None:
    """Draw a village at dusk, in its middle an open forge with its fire."""
    c.fade(0, 560, "#39456B", "#E0A27C")
    mountain(c, ridge(c.width, 420, 190, 3.7), 620, "#4B4E6B")
    for i in range(9):
        c.oval(742 + i * 13 + (i % 3) * 7, 132 - i * 18, 17 + i * 4, 13 + i * 3, "#6E6C80")
    c.fade(560, 240, "#6B584C", "#463A34")
    _house(c, 50, 590, 210)
    _house(c, 950, 590, 220)
    c.box(720, 150, 48, 160, "#4A3833")
    c.box(330, 330, 540, 280, "#75614F")
    c.shape([(280, 350), (390, 210), (810, 210), (920, 350)], "#5C3F3A")
    for x in range(400, 820, 40):
        c.stroke([(x, 222), (600 + (x - 600) * 1.38, 344)], "#4D342F", 4)
    c.panel((400, 380, 400, 230), "#3A2A24", 8)
    for size, colour in zip((1.0, 0.7, 0.4), GLOW, strict=True):
        c.shape([(510 + dx * size, 580 + dy * size) for dx, dy in FLAMES], colour)
    c.box(400, 576, 400, 34, "#3A2A24")
    c.shape(ANVIL, INK)
    for aside, down in scatter(26, (190, 130), 4):
        c.oval(585 + aside, 390 + down, 3, 3, GLOW[(aside + down > 150) + 1])
    c.shape([(400, 610), (800, 610), (960, 740), (240, 740)], "#A8754E")
    for x in (280, 920):
        tree(c, (x, 600), 190, ("#2F3F3F", "#3D5049"))


def _milestone(c: Canvas, x: float, foot: float, words: str) -> None:
    """Draw the stone of a national road: white, its head red, the road's name on it."""
    c.oval(x, foot + 34, 108, 16, "#7C9660")
    c.panel((x - 66, foot - 216, 148, 250), "#A9A498", 74)
    c.box(x - 66, foot - 100, 148, 134, "#A9A498")
    c.panel((x - 74, foot - 216, 148, 250), RED, 74)
    c.box(x - 74, foot - 92, 148, 126, PAPER)
    c.text(x, foot - 10, words, 52, INK)


def _town_house(c: Canvas, x: float, top: float, colour: str) -> None:
    """Draw a house of the far street by its upper left corner."""
    c.box(x, top, 74, 440 - top, colour)
    c.box(x - 5, top - 8, 84, 12, "#A35743")
    for window in (14, 44):
        c.box(x + window, top + 18, 16, 22, SLATE)


def road_fork(c: Canvas) -> None:
    """Draw where one road leaves another, seen from the roadside, two milestones in front."""
    c.fade(0, 430, "#A9C6DC", "#EAF0EE")
    cloud(c, (250, 120), 280, WHITE)
    cloud(c, (880, 90), 220, WHITE)
    mountain(c, ridge(c.width, 400, 190, 1.7), 470, "#9DB3B8")
    mountain(c, ridge(c.width, 430, 90, 4.9), 470, "#7D9C84")
    c.fade(430, 370, "#A9BD84", "#86A165")
    for i, x in enumerate((760, 850, 930, 1020, 1110)):
        _town_house(c, x, 366 - i % 2 * 26, ("#E3D6BC", "#D2B9A0", "#C9D3D6")[i % 3])
    road = "#747B83"
    c.shape([(584, 436), (616, 436), (960, 810), (330, 810)], road)
    c.shape([(-10, 478), (-10, 452), (400, 510), (600, 560), (560, 640), (380, 560)], road)
    for i in range(7):
        top, low, half = 450 + i * i * 9, 458 + i * i * 9 + i * 6, 2 + i * 1.6
        middle = 600 + (top - 436) * 0.12
        line = ((-1.0, top), (1.0, top), (1.3, low), (-1.3, low))
        c.shape([(middle + part * half, y) for part, y in line], PAPER)
    for x, tall in ((60, 120), (190, 90), (330, 70), (700, 60)):
        tree(c, (x, 446 + tall * 0.12), tall, ("#4C6B4F", "#6E9168"))
    _milestone(c, 150, 690, "QL 8")
    _milestone(c, 1040, 690, "QL 1")
