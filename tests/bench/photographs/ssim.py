"""Judges derivatives of photographs: `ssim.py PHOTOS FOLDER…` prints the mean SSIM of each FOLDER.

A derivative NAME-WIDTH.FORMAT is compared, in brightness, with the original NAME.jpg that Pillow
has made as small by Lanczos out of all its pixels. SSIM is that of Wang, Bovik, Sheikh and
Simoncelli (2004): a Gaussian window of 1.5 pixels. Printed is JSON: a list of lists, for each
folder the mean at each width (480, 960, 1440). Run by the bench's own Python.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np  # type: ignore[import-not-found]
from PIL import Image
from skimage.metrics import structural_similarity  # type: ignore[import-not-found]

WIDTHS = (480, 960, 1440)


def brightness(image: Image.Image) -> np.ndarray:
    """Return a picture's brightness, 0 to 255 for each pixel."""
    return np.asarray(image.convert("L"))


def likeness(wanted: np.ndarray, derivative: Path) -> float:
    """Return the SSIM (at most 1) of a derivative to what it should show."""
    with Image.open(derivative) as opened:
        seen = brightness(opened)
    return float(
        structural_similarity(
            wanted,
            seen,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
            data_range=255,
        )
    )


def judged(photo: Path, folders: Sequence[Path]) -> list[list[float]]:
    """Return the SSIM of a photograph's derivatives: by folder, by width."""
    with Image.open(photo) as opened:
        whole = opened.convert("RGB")
    found: list[list[float]] = [[] for _ in folders]
    for width in WIDTHS:
        size = (width, round(whole.height * width / whole.width))
        wanted = brightness(whole.resize(size, Image.Resampling.LANCZOS))
        for folder, row in zip(folders, found, strict=True):
            (derivative,) = folder.glob(f"{photo.stem}-{width}.*")
            row.append(likeness(wanted, derivative))
    return found


def main(photos: Path, folders: Sequence[Path]) -> None:
    """Print the means over all photographs."""
    with ProcessPoolExecutor() as pool:
        work = partial(judged, folders=folders)
        all_of_them = np.array(list(pool.map(work, sorted(photos.glob("*.jpg")))))
    print(json.dumps(all_of_them.mean(axis=0).tolist()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
