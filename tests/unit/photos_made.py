"""Small photographs, and all that a build makes of them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

from town_portal.features.photos.decode import Decoded, decode_photo
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.made import Made, PhotoRequest
from town_portal.features.photos.photo import inspect_photo
from town_portal.features.photos.store import PhotoStore


def draw_photos(folder: Path) -> list[Path]:
    """Draw four small photographs, no two alike."""
    paths = [folder / f"anh {number}.jpg" for number in range(4)]
    for number, path in enumerate(paths):
        image = Image.radial_gradient("L").convert("RGB").resize((300 + number, 200))
        image.save(path, comment=bytes([number]))
    return paths


def decoded(path: Path, size: tuple[int, int] | None = None) -> Decoded:
    """Look at a file and decode it, whole by default."""
    header = inspect_photo(path)
    return decode_photo(path, header, size or (header.width, header.height))


def colour(image: Image.Image, across: float, down: float) -> tuple[int, ...]:
    """Return the colour at a place given in parts of width and height."""
    found = image.getpixel((int(image.width * across), int(image.height * down)))
    assert isinstance(found, tuple)
    return found


def outgrowing_gif(side: int) -> bytes:
    """Return an animation of 10 by 10 pixels whose second picture claims a side of ``side``."""
    data = BytesIO()
    frames = [Image.new("P", (10, 10), colour) for colour in (0, 1)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    written = data.getvalue()
    second = written.rindex(b"\x2c\0\0\0\0") + 5
    return written[:second] + struct.pack("<HH", side, side) + written[second + 4 :]


def sized_png(path: Path, size: tuple[int, int], bits: int = 8, row: bytes = bytes(10)) -> Path:
    """Write a PNG that says it is of this size and depth and holds these rows."""
    head = _chunk(b"IHDR", struct.pack(">2I5B", *size, bits, 2, 0, 0, 0))
    data = _chunk(b"IDAT", zlib.compress(row)) + _chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + data)
    return path


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def wanted(paths: list[Path]) -> list[PhotoRequest]:
    """Ask for photographs."""
    return [PhotoRequest(path, path.stem.replace(" ", "-")) for path in paths]


def ready(paths: list[Path], folder: Path, **options: object) -> dict[Path, Made]:
    """Make photographs ready in one build; all of them must be."""
    with PhotoStore(folder) as store:
        found = make_photos(wanted(paths), store, **options)  # type: ignore[arg-type]
        for made in found.values():
            assert isinstance(made, Made), made
            for file in made.files:
                with Image.open(store.path_of(file)) as image:
                    assert image.size == (file.width, file.height)
                assert store.path_of(file).stat().st_size == file.size
    return {path: made for path, made in found.items() if isinstance(made, Made)}
