"""Makes photographs small as a short program with Pillow does: `plain.py IN OUT FORMAT QUALITY`.

A process for each core; each photograph is decoded once, whole, and each size made of all its
pixels by Lanczos; whatever Pillow does by itself when it saves is left to it. Run by the Python
of the environment: Pillow and its encoders are those of the portal.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps

WIDTHS = (480, 960, 1440)


def make(photo: Path, out: Path, kind: str, quality: int) -> None:
    """Write the sizes of one photograph: OUT/NAME-WIDTH.FORMAT."""
    with Image.open(photo) as opened:
        whole = ImageOps.exif_transpose(opened).convert("RGB")
    for width in WIDTHS:
        size = (width, round(whole.height * width / whole.width))
        small = whole.resize(size, Image.Resampling.LANCZOS)
        small.save(out / f"{photo.stem}-{width}.{kind}", quality=quality)


def cores() -> int:
    """Return how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def main(photos: Path, out: Path, kind: str, quality: int) -> None:
    """Write the sizes of all photographs."""
    out.mkdir(parents=True)
    work = partial(make, out=out, kind=kind, quality=quality)
    with ProcessPoolExecutor(cores()) as pool:
        list(pool.map(work, sorted(photos.glob("*.jpg"))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
