"""Draws photographs as a camera of 12 megapixels takes them: `camera.py FOLDER`.

Each is a crop of a photograph that scikit-image brings along, made large, under which lies the
grain of grass, gravel or brick (photographs too), strong in some parts, absent in others, as
meadow and sky are; last comes the noise of a sensor. They weigh 3 to 7 MB, and the same number
gives the same picture. Run by the bench's own Python, not by the environment's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np  # type: ignore[import-not-found]
from PIL import Image, ImageOps
from skimage import data  # type: ignore[import-not-found]

WIDTH, HEIGHT = 4000, 3000
SCENES = ("astronaut", "coffee", "chelsea", "rocket", "motorcycle")
GRAINS = ("grass", "gravel", "brick")
NOISE = 4.0
"""Standard deviation of a sensor's noise, of 255 levels of brightness."""
QUALITY = 92
COUNT = 24


def scene(number: int) -> Image.Image:
    """Return one of the photographs, RGB."""
    name = SCENES[number % len(SCENES)]
    pixels = data.stereo_motorcycle()[0] if name == "motorcycle" else getattr(data, name)()
    return Image.fromarray(pixels).convert("RGB")


def framed(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """Return a crop of 4:3 at the camera's size, half of them mirrored."""
    wide = int(min(image.width, image.height * WIDTH / HEIGHT) * random.uniform(0.7, 1))
    high = wide * HEIGHT // WIDTH
    left = int(random.integers(0, image.width - wide + 1))
    top = int(random.integers(0, image.height - high + 1))
    box = (left, top, left + wide, top + high)
    large = image.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box)
    return ImageOps.mirror(large) if random.random() < 0.5 else large


def large(values: np.ndarray) -> np.ndarray:
    """Return a field of numbers at the camera's size, smooth between them."""
    image = Image.fromarray(values.astype(np.float32))
    return np.asarray(image.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC))


def grain(random: np.random.Generator) -> np.ndarray:
    """Return differences in brightness: a texture, seen in some parts of the picture."""
    tile = getattr(data, GRAINS[int(random.integers(len(GRAINS)))])().astype(np.float32)
    zoom = random.uniform(1.5, 3)
    high, wide = int(HEIGHT / zoom), int(WIDTH / zoom)
    spread = np.pad(tile, ((0, high - tile.shape[0]), (0, wide - tile.shape[1])), "symmetric")
    where = np.clip(large(random.normal(0.2, 0.5, (6, 8))), 0, 1)
    return (large(spread) - tile.mean()) * where * random.uniform(0.4, 0.9)


def photograph(number: int) -> Image.Image:
    """Return the photograph of this number."""
    random = np.random.default_rng(number)
    colours = np.asarray(framed(scene(number), random), dtype=np.float32)
    light = grain(random) + random.normal(0, NOISE, (HEIGHT, WIDTH))
    pixels = colours * random.uniform(0.9, 1.1, 3) + light[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def main(folder: Path) -> None:
    """Write all photographs."""
    folder.mkdir(parents=True)
    for number in range(COUNT):
        name = folder / f"anh-{number:02}.jpg"
        photograph(number).save(name, quality=QUALITY, subsampling="4:2:0")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
