"""Scenes inside: a meeting, records, a lectern, a forge, its tools, sheet music."""

import math

from tools.stand_ins.canvas import (
    BARK,
    BLUE,
    GOLD,
    GREEN,
    HEIGHT,
    INK,
    LEAF,
    LINE,
    MIST,
    PAPER,
    RED,
    SAND,
    SLATE,
    WHITE,
    WIDTH,
    WOOD,
    Canvas,
)


def meeting_room(c: Canvas) -> None:
    """Draw a long table with papers and microphones, chairs behind it."""
    c.box(0, 560, WIDTH, 400, "#CDBFA6")
    c.box(330, 90, 780, 330, BLUE)
    c.box(330, 90, 780, 18, "#244B73")
    for x in range(390, 1110, 90):
        c.box(x, 108, 6, 312, "#2A5682")
    for x in range(225, 1200, 210):
        c.panel((x, 400, 150, 200), BARK, 18)
        c.panel((x + 16, 418, 118, 150), WOOD, 12)
    c.shape([(210, 540), (1230, 540), (1380, 770), (60, 770)], "#4F7FA6")
    c.box(60, 770, 1320, 190, BLUE)
    for x in range(90, 1380, 60):
        c.box(x, 770, 4, 190, "#2A5682")
    for i, x in enumerate(range(214, 1150, 210)):
        slant = (x - 720) * 0.10
        c.shape([(x, 590), (x + 118, 590), (x + 124 + slant, 690), (x - 6 + slant, 690)], WHITE)
        for row in (610, 630, 650) if i % 2 else (610, 630, 650, 670):
            c.stroke([(x + 18 + slant / 2, row), (x + 100 + slant / 2, row)], MIST, 5)
        c.oval(x + 160, 640, 24, 10, SLATE)
        c.stroke([(x + 160, 638), (x + 150, 560)], INK, 6)
        c.oval(x + 149, 552, 11, 17, INK)


def record_shelves(c: Canvas) -> None:
    """Draw shelves of record files and an open file on a desk."""
    colours = (BLUE, SAND, GREEN, MIST, RED, PAPER, SLATE, LEAF)
    c.box(140, 60, 1160, 620, BARK)
    for shelf in range(3):
        top = 80 + shelf * 198
        c.box(160, top, 1120, 182, "#5E452F")
        x = 172
        for i in range(19):
            width, height = 46 + (i * 7 + shelf * 5) % 17, 150 - (i * 11 + shelf * 23) % 26
            colour = colours[(i * 3 + shelf * 5) % len(colours)]
            if x + width > 1268:
                break
            c.panel((x, top + 182 - height, width, height), colour, 3)
            c.panel((x + 9, top + 182 - height + 24, width - 18, 44), WHITE, 2)
            c.oval(x + width / 2, top + 158, 7, 7, INK)
            x += width + 4
    c.box(0, 680, WIDTH, 280, WOOD)
    c.box(0, 680, WIDTH, 14, "#C09A70")
    c.shape([(380, 800), (430, 706), (716, 706), (716, 812)], PAPER, LINE)
    c.shape([(1060, 800), (1010, 706), (724, 706), (724, 812)], WHITE, LINE)
    for row in (728, 750, 772, 794):
        c.stroke([(450 - (row - 728) / 3, row), (690, row)], MIST, 6)
        c.stroke([(750, row), (980 + (row - 728) / 3, row)], MIST, 6)


def lectern(c: Canvas) -> None:
    """Draw a lectern with a microphone before a blue curtain."""
    for i, x in enumerate(range(0, WIDTH, 60)):
        c.box(x, 0, 60, 720, BLUE if i % 2 else "#35689A")
    c.box(0, 0, WIDTH, 70, "#244B73")
    c.box(0, 720, WIDTH, 240, BARK)
    c.box(0, 720, WIDTH, 16, WOOD)
    c.shape([(560, 400), (880, 400), (850, 830), (590, 830)], WOOD)
    c.shape([(600, 440), (840, 440), (818, 790), (622, 790)], "#BC946A")
    c.shape([(510, 400), (560, 330), (880, 330), (930, 400)], "#C9A47C")
    c.box(510, 400, 420, 22, BARK)
    c.shape([(630, 386), (650, 344), (790, 344), (810, 386)], WHITE)
    c.stroke([(860, 352), (850, 250), (800, 214)], INK, 9)
    c.oval(790, 206, 26, 17, INK)
    for side in (230, 1210):
        for turn in range(-60, 61, 20):
            tip = math.radians(turn)
            reach = (side + 190 * math.sin(tip), 620 - 230 * math.cos(tip))
            c.stroke([(side, 640), reach], LEAF if turn % 40 else "#7C9B74", 20)
        c.shape([(side - 80, 630), (side + 80, 630), (side + 58, 790), (side - 58, 790)], SAND)


def forge(c: Canvas) -> None:
    """Draw an anvil with a hammer before a glowing hearth."""
    for row in range(0, 700, 70):
        for x in range(-60 if row % 140 else 0, WIDTH, 120):
            c.box(x + 2, row + 2, 116, 66, "#6E5A4C")
    c.box(0, 700, WIDTH, 260, "#8C7763")
    c.panel((150, 250, 430, 450), "#4E4038", 10)
    c.oval(365, 520, 150, 130, INK)
    c.box(215, 520, 300, 180, INK)
    for size, colour in ((1.0, RED), (0.7, "#D4763B"), (0.4, GOLD)):
        flame = [(265, 700), (290, 570), (330, 620), (365, 480), (405, 610), (440, 560), (465, 700)]
        c.shape([(365 + (x - 365) * size, 700 + (y - 700) * size) for x, y in flame], colour)
    c.panel((830, 640, 330, 170), BARK, 8)
    for x in range(860, 1150, 48):
        c.box(x, 650, 5, 150, "#654A31")
    c.shape([(880, 640), (930, 580), (930, 520), (1070, 520), (1070, 580), (1120, 640)], "#3B424B")
    c.shape([(700, 462), (860, 440), (1190, 440), (1190, 510), (900, 526)], SLATE)
    c.stroke([(960, 430), (1090, 426)], "#D4763B", 16)
    c.stroke([(1000, 400), (1270, 250)], WOOD, 22)
    c.shape([(950, 366), (1010, 336), (1056, 420), (996, 450)], "#2E343B")


def smith_tools(c: Canvas) -> None:
    """Draw a hammer, tongs and a bar of steel on a bench."""
    for i, y in enumerate(range(0, HEIGHT, 160)):
        c.box(0, y, WIDTH, 160, WOOD if i % 2 else "#B08B62")
        c.box(0, y, WIDTH, 4, BARK)
    c.stroke([(330, 740), (330, 250)], "#D2B48A", 44)
    c.panel((180, 190, 300, 120), "#3B424B", 12)
    c.panel((180, 190, 60, 120), SLATE, 12)
    for side in (-1, 1):
        handle = [(720 + side * 90, 760), (720 + side * 70, 520), (720, 400)]
        c.stroke(handle, "#2E343B", 30)
        c.stroke([(720, 400), (720 - side * 62, 300), (720 - side * 16, 190)], "#2E343B", 34)
    c.oval(720, 400, 32, 32, SLATE)
    c.oval(720, 400, 12, 12, LINE)
    c.shape([(1000, 180), (1060, 160), (1150, 740), (1090, 760)], SLATE)
    c.shape([(1000, 180), (1020, 173), (1110, 753), (1090, 760)], "#6B7683")
    c.shape([(1000, 180), (1060, 160), (1078, 280), (1018, 300)], "#D4763B")
    c.shape([(1000, 180), (1060, 160), (1068, 214), (1008, 234)], GOLD)


def sheet_music(c: Canvas) -> None:
    """Draw empty staves with a few notes that make no tune, and a pen."""
    c.box(0, 0, WIDTH, HEIGHT, WOOD)
    c.shape([(210, 70), (1190, 40), (1240, 930), (240, 960)], "#8F6D49")
    c.box(200, 50, 1000, 910, PAPER)
    for staff, top in enumerate((150, 370, 590)):
        for row in range(5):
            c.box(270, top + row * 26, 860, 4, SLATE)
        c.box(270, top, 5, 108, SLATE)
        c.box(1126, top, 5, 108, SLATE)
        for i in range(7):
            x, y = 350 + i * 112, top + 104 - ((i * 5 + staff * 3) % 9) * 13
            c.oval(x, y, 20, 15, INK)
            up = -1 if y > top + 52 else 1
            c.stroke([(x - up * 17, y), (x - up * 17, y + up * 84)], INK, 6)
    c.stroke([(1010, 800), (1290, 560)], BLUE, 30)
    c.stroke([(1000, 809), (960, 842)], INK, 10)
