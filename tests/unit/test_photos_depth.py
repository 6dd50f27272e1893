"""Pictures of other depths than eight bits a channel: sixteen, and a palette."""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import Image

from tests.unit.photos_made import colour, decoded, sized_png


def test_sixteen_bit_grey(tmp_path: Path) -> None:
    """Light and dark stay what they are; nothing is clipped to white."""
    image = Image.new("I;16", (90, 30))
    image.paste(65535, (60, 0, 90, 30))
    image.paste(32896, (30, 0, 60, 30))
    image.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png").image
    levels = [colour(found, at, 0.5) for at in (0.1, 0.5, 0.9)]
    assert levels == [(0, 0, 0), (128, 128, 128), (255, 255, 255)]


def test_sixteen_bit_colour(tmp_path: Path) -> None:
    """A PNG of 16 bits a channel, which Pillow can't write, gives its high bytes."""
    row = b"\0" + struct.pack(">3H", 200 * 257, 100 * 257, 60 * 257) * 8
    path = sized_png(tmp_path / "a.png", (8, 8), 16, row * 8)
    assert colour(decoded(path).image, 0.5, 0.5) == (200, 100, 60)


def test_palette(tmp_path: Path) -> None:
    """A palette without transparency is RGB, with it RGBA."""
    image = Image.new("RGB", (40, 20), (200, 40, 30))
    image.paste((40, 60, 200), (20, 0, 40, 20))
    palette = image.quantize(8)
    palette.save(tmp_path / "a.png")
    found = decoded(tmp_path / "a.png").image
    assert (found.mode, colour(found, 0.2, 0.5)) == ("RGB", (200, 40, 30))
    palette.save(tmp_path / "b.png", transparency=palette.getpixel((0, 0)))
    clear = decoded(tmp_path / "b.png").image
    assert clear.mode == "RGBA"
    assert (colour(clear, 0.2, 0.5)[3], colour(clear, 0.8, 0.5)[3]) == (0, 255)
