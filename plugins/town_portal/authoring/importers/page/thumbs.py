"""Small copies of a draft's photographs, which is all that reports of many pages can hold. Pure."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, UnidentifiedImageError

from town_portal.authoring.importers.draft import Draft, Figures, Picture

_WIDTH = 360
_MOST_PIXELS = 50_000_000


def slimmed(draft: Draft) -> Draft:
    """Return a draft whose photographs are small JPEG copies; None where one can't be read."""
    body = tuple(
        Figures(tuple(map(_small, block.pictures))) if isinstance(block, Figures) else block
        for block in draft.body
    )
    return replace(draft, body=body)


def _small(picture: Picture) -> Picture:
    return replace(picture, data=thumbnail(picture.data), suffix=".jpg")


def thumbnail(data: bytes | None) -> bytes | None:
    """Return a small JPEG of a photograph; None where it can't be read or is too large for it."""
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (_WIDTH, _WIDTH))
            small = image.convert("RGB")
            small.thumbnail((_WIDTH, _WIDTH))
            made = io.BytesIO()
            small.save(made, "JPEG", quality=60)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return made.getvalue()
