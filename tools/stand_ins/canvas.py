"""What the scenes are drawn on: shapes and Vietnamese letters, reduced to smooth edges."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

FONTS = (
    Path(__file__).resolve().parents[2]
    / "node_modules"
    / "@fontsource-variable"
    / "public-sans"
    / "files"
)
LABEL = "Ảnh minh họa"
WIDTH, HEIGHT, FINE = 1440, 960, 2  # drawn FINE times larger, then reduced: smooth edges
LANDSCAPE, PORTRAIT = (1200, 800), (800, 1200)

INK, SLATE, LINE, PAPER, WHITE = "#1B1F24", "#4B5563", "#D9D5CC", "#F6F4EF", "#FFFFFF"
BLUE, SKY, MIST, RED, GOLD = "#2F5F8F", "#DCE8F0", "#B9CBD6", "#9E3B3F", "#D9A441"
WOOD, BARK, GREEN, LEAF, SAND = "#A9825A", "#7A5A3C", "#5F7F62", "#8FAA86", "#E6DFCF"

Point = tuple[float, float]


@lru_cache
def font(script: str, size: int) -> ImageFont.FreeTypeFont:
    """Return one subset of Public Sans, semi-bold, at a size in picture units."""
    face = ImageFont.truetype(str(FONTS / f"public-sans-{script}-wght-normal.woff2"), size * FINE)
    face.set_variation_by_axes([650])
    return face


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each letter with the subset that holds it (the font comes in two files)."""
    for letter in text:
        yield letter, "latin" if ord(letter) < 0x100 else "vietnamese"


class Canvas:
    """A picture of a width and a height in units; a unit is a pixel of the file."""

    def __init__(self, background: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        """Start with one colour all over."""
        self.width, self.height = size
        self.image = Image.new("RGB", (self.width * FINE, self.height * FINE), background)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """Fill a rectangle given by its corner and its size."""
        self.panel((x, y, w, h), colour, 0)

    def fade(self, y: float, h: float, top: str, bottom: str) -> None:
        """Fill the whole width with a colour that turns into another from top to bottom."""
        first, last = ImageColor.getrgb(top), ImageColor.getrgb(bottom)
        for row in range(round(h)):
            share = row / max(h - 1, 1)
            mixed = [round(a + (b - a) * share) for a, b in zip(first, last, strict=True)]
            self.box(0, y + row, self.width, 1, "#{:02X}{:02X}{:02X}".format(*mixed))

    def panel(self, area: tuple[float, float, float, float], colour: str, radius: float) -> None:
        """Fill a rectangle with round corners."""
        x, y, w, h = area
        corners = [(x * FINE, y * FINE), ((x + w) * FINE - 1, (y + h) * FINE - 1)]
        self.draw.rounded_rectangle(corners, radius * FINE, fill=colour)

    def shape(self, points: Sequence[Point], colour: str, edge: str | None = None) -> None:
        """Fill a polygon, with an outline if an edge colour is given."""
        fine = [(x * FINE, y * FINE) for x, y in points]
        self.draw.polygon(fine, fill=colour)
        if edge:
            self.draw.line([*fine, fine[0]], fill=edge, width=4 * FINE, joint="curve")

    def oval(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """Fill an ellipse given by its centre and its half-axes."""
        self.draw.ellipse([c * FINE for c in (x - w, y - h, x + w, y + h)], fill=colour)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line with round ends through points."""
        fine = [(x * FINE, y * FINE) for x, y in points]
        self.draw.line(fine, fill=colour, width=round(width * FINE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, width / 2, colour)

    def text(self, x: float, y: float, words: str, size: int, colour: str) -> None:
        """Write words centred on a point, letter by letter from the two files of the font."""
        letters = [(letter, font(script, size)) for letter, script in runs(words)]
        left = x * FINE - sum(face.getlength(letter) for letter, face in letters) / 2
        for letter, face in letters:
            self.draw.text((left, y * FINE), letter, colour, face, "ls")
            left += face.getlength(letter)

    def mark(self) -> None:
        """Say in the picture that it is a stand-in."""
        part = max(self.width, self.height) / WIDTH
        middle, top = self.width / 2, self.height - 128 * part
        self.panel((middle - 244 * part, top, 488 * part, 104 * part), SLATE, 10)
        self.panel((middle - 240 * part, top + 4 * part, 480 * part, 96 * part), PAPER, 8)
        self.text(middle, top + 72 * part, LABEL, round(64 * part), INK)

    def save(self, path: Path) -> int:
        """Write the reduced picture and return its size in bytes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(path, "JPEG", quality=84, optimize=True, progressive=True)
        return path.stat().st_size
