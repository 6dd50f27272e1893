"""The photographs of a text as its file has them: found and paired as the portal itself does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from town_portal.authoring.proofreading.text import TextShot
from town_portal.core.content_files.opening import find_file
from town_portal.core.faults import Faults
from town_portal.core.texts.frontmatter import Parts
from town_portal.features.photos.captions import CaptionWords, fill_words
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


def parse_figures(body: str) -> tuple[Figure, ...]:
    """Return the photographs of a body in Markdown, with their lines in it (from 1)."""
    if "![" not in body:
        return ()
    markdown = _get_markdown().reset()
    markdown.convert(_drop_words(body))
    return tuple(markdown.figures)


@cache
def _get_markdown() -> Any:
    from markdown import Markdown

    return Markdown(extensions=list(EXTENSIONS))


def _drop_words(body: str) -> str:
    """Return a body with the paragraphs emptied that have no photograph, line for line."""
    kept: list[str] = []
    for is_empty, group in groupby(body.split("\n"), lambda line: not line.strip()):
        lines = list(group)
        if not is_empty and not any(sign in line for line in lines for sign in _SIGNS):
            lines = [""] * len(lines)
        kept += lines
    return "\n".join(kept)


def iter_shots(
    source: Path, parts: Parts, words: Mapping[str, CaptionWords], faults: Faults
) -> Iterator[TextShot]:
    """Yield the photographs of a body; one that can't be used is a fault, as in a build."""
    for figure in parse_figures(parts.body):
        line = parts.body_line + figure.line - 1
        told = fill_words(figure, words.get(figure.source))
        is_beside = bool(figure.source) and not _is_outside(figure.source)
        size, notices = _inspect_file(figure.source, source, line, faults) if is_beside else (0, ())
        yield TextShot(
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


def iter_named(source: Path, front: Any, parts: Parts) -> Iterator[TextShot]:
    """Yield the photographs that a head names: the cover, the film's poster."""
    video = getattr(front, "video", None)
    poster = video.poster if video else None
    names = {("cover",): getattr(front, "cover", None), ("video", "poster"): poster}
    for field, name in names.items():
        if name:
            size = find_file(name, source.parent).size
            yield TextShot(name, parts.head.line(field), size=size)


def _is_outside(name: str) -> bool:
    return "://" in name or name.startswith("/") or ".." in name


def _inspect_file(
    name: str, source: Path, line: int, faults: Faults
) -> tuple[int, tuple[str, ...]]:
    """Return the bytes of a photograph's file, and what its header gives to tell."""
    # late: the readers of all kinds of pictures
    from town_portal.features.photos.photo import find_photo, inspect_photo

    try:
        header = inspect_photo(path := find_photo(name, source.parent))
    except ValueError as error:
        faults.add(source, line, "", str(error))
        return 0, ()
    return header.size, tuple(f"ảnh “{path.name}”: {notice}" for notice in header.notices)
