"""What was made of photographs, as the records that templates show. Pure."""

from collections.abc import Iterable

from town_portal.core.records import Image, Photo, Picture
from town_portal.features.photos.made import Made, PhotoFile
from town_portal.features.photos.models import Figure

MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


def build_image(file: PhotoFile) -> Image:
    """Return a derivative as a record."""
    return Image(file.name, file.width, file.height, MEDIA_TYPES[file.kind], file.size)


def _build_picture(files: Iterable[PhotoFile]) -> Picture:
    ordered = sorted(files, key=lambda file: (file.kind, file.width))
    return Picture(tuple(map(build_image, ordered)))


def build_photo(made: Made, figure: Figure, credit: str = "", original: str = "") -> Photo:
    """Return the photograph of a figure; ``credit`` holds where the figure names none.

    ``original`` is the address of the camera's own file, where it is published.
    """
    whole = _build_picture(file for file in made.files if not file.crop)
    cut = [file for file in made.files if file.crop]
    return Photo(
        alt=figure.alt,
        caption=figure.caption,
        credit=figure.credit or credit,
        licence=figure.licence,
        label=figure.label,
        width=made.width,
        height=made.height,
        whole=whole,
        cut=_build_picture(cut) if cut else whole,
        tone=made.tone,
        animation=build_image(made.animation) if made.animation else None,
        original=original,
    )
