"""Draw the share pictures that the store does not have, by several processes at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from town_portal.core.content_files.opening import read_bytes
from town_portal.core.data.tables import Town
from town_portal.core.mark import in_colour
from town_portal.features.photos import card, faces, share
from town_portal.features.photos.card import CardStyle
from town_portal.features.photos.made import PhotoFile
from town_portal.features.photos.pool import Pool
from town_portal.features.photos.share import View
from town_portal.features.photos.store import PhotoStore, get_store_path, write_derivative

FEW = 8
"""Fewer pictures than this are drawn by the build's own process."""
MANY = 100
"""From so many pictures on, staff are told why they wait."""


@dataclass(frozen=True, slots=True)
class ShareJob:
    """A picture to be drawn: the store's folder, its name there, what it shows."""

    folder: Path
    stored: str
    view: View
    style: CardStyle


def build_style(town: Town, content: Path, theme: Path) -> CardStyle | None:
    """Return what the cards share; None when the browser's packages are not installed."""
    if not all(faces.get_font_file(script).is_file() for script in faces.SCRIPTS):
        return None
    emblem = content / "data" / town.emblem if town.emblem else theme / "static" / "mark.svg"
    mark = read_bytes(emblem, content if town.emblem else None)
    css = (theme / "css" / "tokens.css").read_text(encoding="utf-8")
    own = {"red": town.colour} if town.colour else {}
    return CardStyle(
        name=town.title or town.name,
        kind="" if town.title else card.KIND,
        mark=mark if town.emblem else in_colour(mark, town.colour),
        is_svg=emblem.suffix.lower() == ".svg",
        colours=tuple({**card.read_colours(css), **own}.items()),
    )


def encode_share(image: Image.Image) -> bytes:
    """Return the JPEG of a share picture, at most 150 kB where a lower quality can do that."""
    for quality in share.QUALITIES:
        target = BytesIO()
        image.save(target, "JPEG", quality=quality, progressive=True, optimize=True)
        if target.tell() <= share.LARGEST:
            break
    return target.getvalue()


def draw_share(job: ShareJob) -> int:
    """Write one share picture into the store and return its size in bytes."""
    if job.view.cut:
        with Image.open(share.find_source(job.folder, job.view.cut)) as opened:
            part = opened.crop(job.view.cut.box)
        if part.mode == "RGBA":
            white = Image.new("RGBA", part.size, "white")
            part = Image.alpha_composite(white, part)
        image = part.convert("RGB").resize(share.SIZE, Image.Resampling.LANCZOS)
    else:
        image = card.draw_card(job.view.title, job.style)
    image.info = {}
    data = encode_share(image)
    write_derivative(job.folder, job.stored, data)
    return len(data)


def _iter_drawn(jobs: Sequence[ShareJob]) -> Iterator[tuple[ShareJob, int]]:
    if len(jobs) < FEW or os.cpu_count() == 1:
        yield from ((job, draw_share(job)) for job in jobs)
        return
    with Pool(draw_share, os.cpu_count() or 1) as pool:
        for job, size in pool.run(jobs):
            yield job, size or draw_share(job)  # a worker that died: here the reason is told


def make_shares(
    views: Sequence[View], style: CardStyle, store: PhotoStore, tell: Callable[[str], object]
) -> list[PhotoFile]:
    """Return the share picture of each view; those that the store has are not drawn again.

    ``tell`` is given a sentence when there are many. Raises OSError when the store can't be
    written.
    """
    names = [share.make_stored_name(view, style) for view in views]
    sizes = {name: _get_size(store.folder, name) for name in names}
    jobs = {
        name: ShareJob(store.folder, name, view, style)
        for name, view in zip(names, views, strict=True)
        if not sizes[name]
    }
    if len(jobs) >= MANY:
        tell(f"Vẽ {len(jobs)} ảnh chia sẻ…")
    for job, size in _iter_drawn(list(jobs.values())):
        sizes[job.stored] = size
    return [share.make_shared_file(name, sizes[name]) for name in names]


def _get_size(folder: Path, stored: str) -> int:
    try:
        return os.stat(get_store_path(folder, stored)).st_size  # noqa: PTH116 - a third of pathlib's time
    except OSError:
        return 0
