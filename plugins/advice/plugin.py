"""Pelican's side of the advice: contents to what the rules look at, advice to a file.

The setting ADVICE_TO names the file: a JSON list of lines.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins._kit import adapt
from plugins._kit.build import Build
from plugins._kit.faults import shown
from plugins._kit.front import ArticleFront
from plugins.advice.rules import NOTICE, Advice, Shot, Text, advise


def _by_photo(notices: Iterable[str]) -> dict[str, list[str]]:
    """Return the build's notices, ``FILE: sentence``, by the file that each begins with."""
    found: dict[str, list[str]] = {}
    for notice in dict.fromkeys(notices):
        file, _, sentence = notice.partition(": ")
        found.setdefault(file, []).append(sentence)
    return found


def _shot(use: Any, weight: int, told: Mapping[str, list[str]]) -> Shot:
    figure = use.figure
    return Shot(
        name=use.path.name,
        line=use.line,
        alt=figure.alt,
        caption=figure.caption,
        credit=figure.credit,
        is_decorative=figure.is_decorative,
        size=use.path.stat().st_size if use.path.is_file() else 0,
        weight=weight,
        notices=tuple(told.get(shown(use.path), ())),
    )


def _text(content: Any, told: Mapping[str, list[str]]) -> Text:
    front = content.front
    is_article = isinstance(front, ArticleFront)
    return Text(
        file=shown(Path(content.source_path)),
        shots=tuple(_shot(use, weight, told) for use, weight in content.shown),
        summary=(front.summary or "") if is_article else None,
        photographer=(front.photographer or "") if is_article else "",
        waived=frozenset(item.rule for item in front.waive) if is_article else frozenset(),
    )


def _others(told: Mapping[str, list[str]], contents: Iterable[Any]) -> list[Advice]:
    """Return the notices about what stands in no text: covers, posters, other plugins' files."""
    used = {shown(use.path) for content in contents for use, _ in content.shown}
    rest = [(file, item) for file, items in told.items() if file not in used for item in items]
    return [Advice(file, 1, NOTICE, sentence) for file, sentence in rest]


def give_advice(generators: Iterable[Any]) -> None:
    """Write the advice about all that is published; the notices are told there, not again."""
    generators = list(generators)
    build: Build = generators[0].settings["BUILD"]
    contents = adapt.contents(generators)
    told = _by_photo(build.notices)
    found = [*advise(_text(content, told) for content in contents), *_others(told, contents)]
    build.notices.clear()
    lines = [str(advice) for advice in sorted(found)]
    target = Path(generators[0].settings["ADVICE_TO"])
    target.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(give_advice)
