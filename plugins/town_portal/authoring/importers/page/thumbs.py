"""Small copies of a draft's photographs, which is all that reports of many pages can hold. Pure."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, UnidentifiedImageError

from town_portal.authoring.importers.draft import Draft, DraftFigures, DraftPicture

_WIDTH = 360
_MOST_PIXELS = 50_000_000


def shrink_photographs(draft: Draft) -> Draft:
    """Return a draft whose photographs are small JPEG copies; None where one can't be read."""
    body = tuple(
        DraftFigures(tuple(map(_shrink_picture, block.pictures)))
        if isinstance(block, DraftFigures)
        else block
        for block in draft.body
    )
    return replace(draft, body=body)


def _shrink_picture(picture: DraftPicture) -> DraftPicture:
    return replace(picture, data=make_thumbnail(picture.data), suffix=".jpg")


def make_thumbnail(data: bytes | None) -> bytes | None:
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
