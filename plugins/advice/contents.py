"""Pelican's contents, of which only attributes are known here, to what the rules look at."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins._kit.faults import shown
from plugins._kit.front import ArticleFront
from plugins.advice.rules import NOTICE, Advice, Shot, Text

Told = Mapping[str, list[str]]
"""Sentences about a photograph's file, by its path as staff see it."""


def by_photo(notices: Iterable[str]) -> dict[str, list[str]]:
    """Return the build's notices, ``FILE: sentence``, by the file that each begins with."""
    found: dict[str, list[str]] = {}
    for notice in dict.fromkeys(notices):
        file, _, sentence = notice.partition(": ")
        found.setdefault(file, []).append(sentence)
    return found


def text(content: Any, told: Told) -> Text:
    """Return what the rules look at in one content."""
    front = content.front
    is_article = isinstance(front, ArticleFront)
    return Text(
        file=shown(Path(content.source_path)),
        shots=tuple(_shot(use, weight, told) for use, weight in content.shown),
        summary=(front.summary or "") if is_article else None,
        photographer=(front.photographer or "") if is_article else "",
        waived=frozenset(item.rule for item in front.waive),
        named=tuple(_named(content)),
    )


def others(contents: Iterable[Any], told: Told) -> list[Advice]:
    """Return the notices about what stands in no text: covers, posters, other plugins' files."""
    used = {shown(use.path) for content in contents for use, _ in content.shown}
    rest = [(file, item) for file, items in told.items() if file not in used for item in items]
    return [Advice(file, 1, NOTICE, sentence) for file, sentence in rest]


def _shot(use: Any, weight: int, told: Told) -> Shot:
    figure = use.figure
    return Shot(
        name=use.path.name,
        line=use.line,
        alt=figure.alt,
        caption=figure.caption,
        credit=figure.credit,
        is_decorative=figure.is_decorative,
        size=_size(use.path),
        weight=weight,
        notices=tuple(told.get(shown(use.path), ())),
    )


def _named(content: Any) -> Iterator[Shot]:
    """Yield the photographs that the head names: the cover, the film's poster."""
    video = getattr(content.front, "video", None)
    names = {
        ("cover",): getattr(content.front, "cover", None),
        ("video", "poster"): video and video.poster,
    }
    for field, name in names.items():
        if name:
            path = Path(content.source_path).parent / name
            yield Shot(name, content.document.line(field), size=_size(path))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
