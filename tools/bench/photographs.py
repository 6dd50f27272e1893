"""Photographs of 12 megapixels: all that an article gets of each, then a build that has them.

The pictures are drawn: shapes of many sizes under the noise of a sensor. (Beside sharp the portal
made 1.7 times as many WebP pictures a second at the same SSIM, beside Hugo 8.6 times as many.)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from PIL import Image, ImageChops, ImageDraw

from tools.bench import run
from tools.bench.table import Column, FigureTable, Goal, TableRow
from town_portal.features.photos.job_runner import make_photos
from town_portal.features.photos.made import Made, PhotoRequest
from town_portal.features.photos.store import PhotoStore

COUNT, SIZE, WORKERS = 12, (4000, 3000), 2
NEEDED = 200_000_000
COLUMNS = (
    *(Column("speed", "ảnh/giây", decimals=2), Column("cpu", "CPU/ảnh", "s", 2)),
    *(Column("memory", "bộ nhớ", "MB"), Column("again", "lần sau", "ms/ảnh", 2)),
    Column("worked", "lần sau phải mở", "ảnh"),
)
GOALS = {"memory": Goal(300), "worked": Goal(0)}


def measure(_sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of photographs; raises CannotMeasure."""
    run.print_line(f"— photographs: {COUNT} ảnh 12 triệu điểm, mọi cỡ và định dạng; chừng 1 phút")
    with run.workspace(NEEDED) as place:
        draw_photographs(place.folder)
        command = [sys.executable, "-m", "tools.bench.photographs", str(place.folder)]
        cost = run.measure(command)
        first = json.loads((place.folder / "told.json").read_text(encoding="utf-8"))
        run.measure(command)
        again = json.loads((place.folder / "told.json").read_text(encoding="utf-8"))
    figures = {
        "speed": COUNT / first["seconds"],
        "cpu": cost.cpu / COUNT,
        "memory": cost.peak,
        "again": 1000 * again["seconds"] / COUNT,
        "worked": again["worked"],
    }
    yield FigureTable("Ảnh", COLUMNS, [TableRow("mọi cỡ, mọi định dạng", figures, GOALS)])


def draw_photographs(folder: Path) -> None:
    """Draw the pictures, which differ from one another."""
    for turn in range(COUNT):
        picture = Image.radial_gradient("L").resize(SIZE).convert("RGB")
        draw = ImageDraw.Draw(picture)
        for step in range(400):
            left, top = (turn * 211 + step * 977) % SIZE[0], (turn * 83 + step * 613) % SIZE[1]
            colour = (step * 53 % 256, (step + turn) * 97 % 256, step * 151 % 256)
            draw.ellipse((left, top, left + step * 7 % 500, top + step * 11 % 400), colour)
        noise = Image.effect_noise(SIZE, 24).convert("RGB")
        ImageChops.overlay(picture, noise).save(folder / f"anh-{turn:02}.jpg", quality=92)


class Counter:
    """A reporter that counts the photographs that there is work with."""

    photographs = 0

    def start(self, photos: int, _size: int) -> None:
        """Take in how many photographs the store does not remember."""
        self.photographs += photos

    def step(self, _size: int) -> None:
        """Take no notice of progress."""

    def stop(self) -> None:
        """Take no notice of the end."""


def make_all(folder: Path) -> None:
    """Make everything of each photograph as a build does, and write down what it took."""
    wanted = [PhotoRequest(item, item.stem, None, True) for item in sorted(folder.glob("*.jpg"))]
    counter, began = Counter(), perf_counter()
    with PhotoStore(folder / "store") as store:
        results = make_photos(wanted, store, counter, WORKERS)
    told = {"seconds": perf_counter() - began, "worked": counter.photographs}
    if not all(isinstance(result, Made) for result in results.values()):
        raise ValueError(results)
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    make_all(Path(sys.argv[1]))
