"""The photographs of a text as its file has them: found and paired as the portal itself does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from town_portal.authoring.proofreading.text import Shot
from town_portal.core.content_files.opening import find_file
from town_portal.core.faults import Faults
from town_portal.core.texts.frontmatter import Parts
from town_portal.features.photos.captions import Words, with_words
from town_portal.features.photos.models import Figure

EXTENSIONS = (
    *(
        "town_portal.core.markup.extension",
        "town_portal.core.markup.table",
        "town_portal.features.photos.figure",
    ),
    *(f"markdown.extensions.{name}" for name in ("sane_lists", "tables", "footnotes")),
)
"""Those with which the portal reads Markdown (pelicanconf.py)."""
_SIGNS = ("![", "]:", "<")
"""A paragraph without any of these has nothing to do with a photograph."""


def figures_of(body: str) -> tuple[Figure, ...]:
    """Return the photographs of a body in Markdown, with their lines in it (from 1)."""
    if "![" not in body:
        return ()
    markdown = _markdown().reset()
    markdown.convert(_without_words(body))
    return tuple(markdown.figures)


@cache
def _markdown() -> Any:
    from markdown import Markdown

    return Markdown(extensions=list(EXTENSIONS))


def _without_words(body: str) -> str:
    """Return a body with the paragraphs emptied that have no photograph, line for line."""
    kept: list[str] = []
    for is_empty, group in groupby(body.split("\n"), lambda line: not line.strip()):
        lines = list(group)
        if not is_empty and not any(sign in line for line in lines for sign in _SIGNS):
            lines = [""] * len(lines)
        kept += lines
    return "\n".join(kept)


def shots(source: Path, parts: Parts, words: Mapping[str, Words], faults: Faults) -> Iterator[Shot]:
    """Yield the photographs of a body; one that can't be used is a fault, as in a build."""
    for figure in figures_of(parts.body):
        line = parts.body_line + figure.line - 1
        told = with_words(figure, words.get(figure.source))
        is_beside = bool(figure.source) and not _is_outside(figure.source)
        size, notices = _looked(figure.source, source, line, faults) if is_beside else (0, ())
        yield Shot(
            name=PurePosixPath(figure.source).name,
            line=line,
            alt=told.alt,
            caption=told.caption,
            credit=told.credit,
            is_decorative=told.is_decorative,
            is_figure=told.kind == "figure",
            size=size,
            notices=notices,
        )


def named(source: Path, front: Any, parts: Parts) -> Iterator[Shot]:
    """Yield the photographs that a head names: the cover, the film's poster."""
    video = getattr(front, "video", None)
    poster = video.poster if video else None
    names = {("cover",): getattr(front, "cover", None), ("video", "poster"): poster}
    for field, name in names.items():
        if name:
            size = find_file(name, source.parent).size
            yield Shot(name, parts.head.line(field), size=size)


def _is_outside(name: str) -> bool:
    return "://" in name or name.startswith("/") or ".." in name


def _looked(name: str, source: Path, line: int, faults: Faults) -> tuple[int, tuple[str, ...]]:
    """Return the bytes of a photograph's file, and what its header gives to tell."""
    # late: the readers of all kinds of pictures
    from town_portal.features.photos.photo import find_photo, inspect

    try:
        header = inspect(path := find_photo(name, source.parent))
    except ValueError as error:
        faults.add(source, line, "", str(error))
        return 0, ()
    return header.size, tuple(f"ảnh “{path.name}”: {notice}" for notice in header.notices)
