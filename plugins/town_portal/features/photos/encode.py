"""From a decoded picture to the bytes of its derivatives; the same input gives the same bytes.

Each level is made from the one above it (1440 -> 960 -> 480), which costs a fifth of making all
of them from the whole picture and can't be told from it. What is measured below: the fourteen
photographs of the first demonstration at 1440 pixels, on one core, SSIM of luminance.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, __version__, features

from town_portal.features.photos.decode import flatten_on_white, turn_upright
from town_portal.features.photos.limits import GENERAL
from town_portal.features.photos.photo import BROKEN, TOO_LARGE, PhotoHeader, open_photo
from town_portal.features.photos.recipe import WIDTHS, Derivative, Focus, Kind, crop_box, crop_size

SETTINGS: dict[Kind, dict[str, Any]] = {
    # Method 2 takes 0.61 s where method 4 takes 1.34 s (both 0.968 to 0.969, 142 and 137 kB).
    "webp": {"quality": 78, "method": 2},
    # Speed 8 tuned for SSIM: 2.9 s, 115 kB, 0.970; not tuned 3.4 s, 117 kB; speed 9 1.0 s, 122 kB;
    # speed 7 three times as long for 0.002. One thread: the processes share the cores.
    "avif": {
        "quality": 60,
        "speed": 8,
        "codec": "aom",
        "max_threads": 1,
        "advanced": {"tune": "ssim"},
    },
    # For browsers older than 2020 and for feeds: 0.977 at 200 kB.
    "jpeg": {"quality": 80, "progressive": True, "optimize": True},
}
SMALL = 480
"""Pixels of width up to which a WebP gets the slower method: what phones load is a tenth of the
work, and comes out smaller for the same looks."""
SMALL_WEBP = {"quality": 76, "method": 4}
_LIBRARIES: dict[str, tuple[str, ...]] = {
    "webp": ("webp",),
    "avif": ("avif",),
    "jpeg": ("jpg", "libjpeg_turbo"),
    "JPEG": ("jpg", "libjpeg_turbo"),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
}


@cache
def describe_encoder(source: str, kind: Kind) -> str:
    """Return settings and versions on which a derivative's bytes depend.

    ``source`` is the photograph's format in Pillow's words.
    """
    wanted = dict.fromkeys(("littlecms2", *_LIBRARIES[kind], *_LIBRARIES.get(source, ())))
    versions = [f"{name} {features.version(name)}" for name in wanted]
    if source == "HEIF":
        info = pillow_heif.libheif_info()
        versions.append(f"heif {info['libheif']} {sorted(info['decoders'].values())}")
    settings = f"{SETTINGS[kind]}{SMALL_WEBP if kind == 'webp' else ''}"
    return f"{settings}|Pillow {__version__}|{'|'.join(versions)}"


def build_levels(image: Image.Image) -> list[Image.Image]:
    """Return the picture as it is and at each smaller width, the largest first."""
    found = [image]
    for width in reversed(WIDTHS):
        if width < image.width:
            height = max(1, round(width * image.height / image.width))
            found.append(found[-1].resize((width, height), Image.Resampling.LANCZOS))
    return found


def _cut(chain: list[Image.Image], item: Derivative, focus: Focus) -> Image.Image:
    """Return the pixels of a derivative from the smallest level that has enough of them."""
    size = (item.width, item.height)

    def own(level: Image.Image) -> int:
        return crop_size(*level.size)[0] if item.crop else level.width

    source = next((level for level in reversed(chain) if own(level) >= item.width), chain[0])
    if not item.crop and source.size == size:
        return source
    box = crop_box(source.size, focus) if item.crop else None
    return source.resize(size, Image.Resampling.LANCZOS, box)


def encode_image(image: Image.Image, kind: Kind) -> bytes:
    """Return the bytes of an RGB or RGBA picture; JPEG shows what is transparent as white."""
    target = BytesIO()
    flat = flatten_on_white(image) if kind == "jpeg" else image
    is_small = kind == "webp" and image.width <= SMALL
    flat.save(target, kind.upper(), **SETTINGS[kind] | (SMALL_WEBP if is_small else {}))
    return target.getvalue()


def encode_derivatives(
    chain: list[Image.Image], wanted: Iterable[tuple[Derivative, Focus]]
) -> Iterator[tuple[Derivative, Focus, bytes]]:
    """Yield the bytes of each derivative in its turn; ``chain`` are the picture's levels."""
    pixels: dict[tuple[int, int, bool, Focus], Image.Image] = {}
    for item, focus in wanted:
        place = (item.width, item.height, item.crop, focus)
        if place not in pixels:
            pixels[place] = _cut(chain, item, focus)
        yield item, focus, encode_image(pixels[place], item.kind)


def compute_mean_colour(image: Image.Image) -> tuple[int, int, int]:
    """Return the average red, green, blue (0 to 255) of an RGB or RGBA picture on white."""
    small = image.resize((min(image.width, 16), min(image.height, 16)), Image.Resampling.BOX)
    red, green, blue = flatten_on_white(small).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return int(red), int(green), int(blue)


def _read_frames(
    path: Path, header: PhotoHeader, item: Derivative
) -> tuple[list[Image.Image], list[int], int]:
    """Return the pictures of an animation, how long each is seen (ms), and how often all are."""
    frames, durations = [], []
    size = (item.height, item.width) if header.orientation >= 5 else (item.width, item.height)
    with open_photo(path, header.format) as opened:
        loop = int(opened.info.get("loop", 1 if header.format == "GIF" else 0))
        try:
            for number in range(header.frames):
                opened.seek(number)
                if opened.width * opened.height > GENERAL:  # a part that outgrows its frame
                    raise Image.DecompressionBombError
                frame = opened.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
                frames.append(turn_upright(frame, header.orientation))
                durations.append(int(opened.info.get("duration", 0)) or 100)
        except Image.DecompressionBombError:
            raise ValueError(TOO_LARGE.format(path.name)) from None
        except BROKEN:
            raise ValueError(
                f"ảnh động “{path.name}” bị cụt hoặc hỏng giữa chừng; hãy chép lại ảnh"
            ) from None
    return frames, durations, loop


def encode_animation(path: Path, header: PhotoHeader, item: Derivative) -> bytes:
    """Return an animated WebP of all pictures of a GIF or WebP.

    Raises ValueError, in Vietnamese, when the file breaks off.
    """
    frames, durations, loop = _read_frames(path, header, item)
    target = BytesIO()
    frames[0].info = {}
    frames[0].save(
        target,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=loop,
        background=(0, 0, 0, 0),
        **SETTINGS["webp"],
    )
    return target.getvalue()
