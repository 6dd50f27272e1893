"""Pelican's side of the photographs: look, claim an address, fill the slots of the body."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.contents import Article, Page
from pelican.plugins import signals

from plugins._kit.build import Build
from plugins._kit.naming import published_name
from plugins._kit.records import Photo
from plugins.photos.models import Figure
from plugins.photos.photo import Measure, measure
from plugins.photos.render import fill


def place_photos(content: Any) -> None:
    """Give the content its photographs: ``figures``, ``cover_photo`` and the filled body."""
    if not isinstance(content, Article | Page) or not hasattr(content, "findings"):
        return
    build: Build = content.settings["BUILD"]
    figures: tuple[Figure, ...] = content.findings["figures"]
    found = [_photo(content, figure, build) for figure in figures]
    photos = [photo for photo in found if photo]
    content.figures = tuple(
        photo
        for photo, figure in zip(found, figures, strict=True)
        if photo and figure.kind == "figure"
    )
    content.cover_photo = _cover(content, found)
    if len(photos) == len(figures):
        kinds = [figure.kind for figure in figures]
        content._content = fill(content._content, photos, kinds)


def _line(content: Any, figure: Figure) -> int:
    return int(content.findings["body_line"]) + figure.line - 1


def _photo(content: Any, figure: Figure, build: Build) -> Photo | None:
    name, line = figure.source, _line(content, figure)
    if not name:
        return None  # the reader has noted it
    if "://" in name or name.startswith("/") or ".." in name:
        sentence = f"ảnh “{name}” phải là tệp nằm cùng thư mục với bài, chỉ ghi tên tệp"
        build.faults.add(Path(content.source_path), line, "", sentence)
        return None
    return _placed(content, figure, line)


def _placed(content: Any, figure: Figure, line: int, field: str = "") -> Photo | None:
    """Return the photograph with its address in the output; a file that is no use is a fault."""
    build: Build = content.settings["BUILD"]
    source = Path(content.source_path)
    file = source.parent / figure.source
    try:
        found: Measure = measure(file)
    except ValueError as error:
        build.faults.add(source, line, field, str(error))
        return None
    published = published_name(file.name, otherwise="anh")
    build.copy(file, content.url + published)
    photographer = getattr(content.front, "photographer", None)
    return Photo(
        url=published,
        alt=figure.alt,
        caption=figure.caption,
        credit=figure.credit or (f"Ảnh: {photographer}" if photographer else ""),
        width=found.width,
        height=found.height,
        media_type=found.media_type,
        size=found.size,
    )


def _cover(content: Any, found: Sequence[Photo | None]) -> Photo | None:
    """Return the photograph for lists, addressed from the root: the named one, else the first.

    ``found`` are the photographs of the figures, in their order.
    """
    name = getattr(content.front, "cover", None)
    figures: tuple[Figure, ...] = content.findings["figures"]
    if name:
        written = next((figure for figure in figures if figure.source == name), None)
    else:
        written = next((figure for figure in figures if figure.kind == "figure"), None)
    if written:
        photo = found[figures.index(written)]
    elif name:
        line = content.document.line(("cover",))
        photo = _placed(content, Figure(name, "", "", "", line), line, "cover")
    else:
        return None
    return photo and replace(photo, url=content.url + photo.url)


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(place_photos)
