"""Scenes outside: a lake, a temple, a junction."""

from tools.stand_ins.canvas import (
    BARK,
    GREEN,
    HEIGHT,
    LEAF,
    MIST,
    PAPER,
    RED,
    SAND,
    SKY,
    WIDTH,
    Canvas,
)


def mountain_lake(c: Canvas) -> None:
    """Draw mountains and pines above a lake."""
    c.box(0, 0, WIDTH, 560, SKY)
    c.oval(1130, 170, 64, 64, "#F3E3B3")
    far = [(0, 430), (190, 300), (360, 380), (610, 170), (820, 350), (1020, 260), (1440, 440)]
    near = [(0, 500), (240, 400), (470, 480), (760, 390), (1010, 490), (1250, 380), (1440, 450)]
    c.shape([*far, (1440, 600), (0, 600)], MIST)
    c.shape([*near, (1440, 620), (0, 620)], GREEN)
    c.box(0, 560, WIDTH, 400, "#9DBACB")
    c.shape([(0, 560), (420, 560), (260, 610), (0, 640)], LEAF)
    c.shape([(1440, 560), (980, 560), (1130, 600), (1440, 660)], LEAF)
    for i in range(14):
        x, y = 120 + (i * 337) % 1180, 640 + (i * 61) % 290
        c.stroke([(x, y), (x + 90 + (i * 29) % 80, y)], "#B9D0DC", 7)
    for i, x in enumerate((70, 170, 260, 1190, 1290, 1380)):
        base, tall = 600 + (i * 17) % 30, 170 + (i * 41) % 60
        c.box(x - 7, base - 20, 14, 50, BARK)
        for step in range(3):
            foot, half = base - step * tall * 0.28, 58 - step * 13
            c.shape([(x - half, foot), (x + half, foot), (x, foot - tall * 0.45)], "#3F6148")


def temple(c: Canvas) -> None:
    """Draw a tiled-roof temple at the foot of a mountain."""
    c.box(0, 0, WIDTH, 640, SKY)
    far = [(0, 560), (330, 260), (560, 390), (860, 130), (1440, 520), (1440, 700), (0, 700)]
    near = [(0, 610), (250, 500), (520, 590), (1000, 480), (1440, 600), (1440, 720), (0, 720)]
    c.shape(far, MIST)
    c.shape(near, LEAF)
    c.box(0, 700, WIDTH, 260, SAND)
    c.shape([(570, 760), (870, 760), (1010, 960), (430, 960)], "#D6CBB5")
    for x in (120, 300, 1140, 1330):
        c.box(x - 12, 560, 24, 170, BARK)
        c.oval(x, 500, 100, 120, GREEN)
    c.box(390, 520, 660, 200, "#E8D3AE")
    for x in (404, 580, 836, 1012):
        c.box(x, 520, 24, 200, RED)
    for x, wide in ((440, 128), (616, 208), (872, 128)):
        c.box(x, 560, wide, 160, BARK)
        c.box(x + wide / 2 - 3, 560, 6, 160, "#5E452F")
    c.box(350, 716, 740, 44, "#B9AD97")
    eaves = [(410, 450), (300, 500), (340, 524), (1100, 524), (1140, 500), (1030, 450)]
    c.shape([*eaves, (940, 370), (500, 370)], "#8F4A3C")
    for x in range(430, 1020, 44):
        c.stroke([(720 + (x - 720) * 0.8, 384), (x, 512)], "#7B3D31", 5)
    c.panel((480, 352, 480, 26), "#6B3429", 8)


def three_way_junction(c: Canvas) -> None:
    """Draw a junction of three roads seen from above, fields and houses round it."""
    fields = ("#B9C9A2", LEAF, "#C8D3AE", "#A5BA93")
    for i, x in enumerate(range(0, WIDTH, 240)):
        for j, y in enumerate(range(0, HEIGHT, 160)):
            c.box(x + 3, y + 3, 234, 154, fields[(i * 3 + j * 5) % 4])
    roads = ([(860, -40), (760, 430), (700, 1000)], [(760, 430), (-40, 330)])
    for width, colour in ((170, SAND), (132, "#7D848C")):
        for road in roads:
            c.stroke(road, colour, width)
    c.oval(752, 440, 96, 96, "#7D848C")
    c.oval(752, 440, 40, 40, LEAF)
    for (x0, y0), (x1, y1) in (
        ((838, 60), (782, 330)),
        ((738, 560), (712, 800)),
        ((640, 418), (40, 340)),
    ):
        for part in range(0, 10, 2):
            a, b = part / 10, (part + 1) / 10
            ends = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for t in (a, b)]
            c.stroke(ends, PAPER, 8)
    for i in range(9):
        x, y = 960 + (i % 3) * 140, 180 + (i // 3) * 170
        c.panel((x + 8, y + 10, 92, 76), "#7F936F", 3)
        c.box(x, y, 92, 70, "#B4654F")
        c.shape([(x, y), (x + 24, y + 35), (x + 68, y + 35), (x + 92, y)], "#C77A62")
        c.shape([(x, y), (x + 24, y + 35), (x, y + 70)], "#A35743")
