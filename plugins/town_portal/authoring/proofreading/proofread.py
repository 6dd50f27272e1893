"""The check of one text that is being written: exact places and one-click corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from town_portal.authoring.proofreading import models
from town_portal.authoring.proofreading.models import NOTHING, Proofreading
from town_portal.authoring.proofreading.names import NO_NAMES, NameIndex, names_in
from town_portal.authoring.proofreading.photographs import figures_of
from town_portal.authoring.proofreading.prose import addresses_of, words_of
from town_portal.authoring.proofreading.rule import Finding
from town_portal.authoring.proofreading.rules import look_everywhere
from town_portal.authoring.proofreading.text import BREAK, Prose, Shot, Text
from town_portal.core.content_files.opening import has_file, read_bytes
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import load_file
from town_portal.core.faults import Faults

NAMED_FILES = (
    *("town.yaml", "organisation.yaml", "monuments.yaml", "map.yaml", "duties.yaml"),
    *("map/*.geojson",),
)
"""Data files with names of the town's places, bodies and people."""
_PARTS = ("title", "summary")
_EDGE = re.compile(rf"{BREAK}|\n[ \t]*\n")
_GEO_NAME = re.compile(r'"(?:name|type|merged_from|province)":(\[[^\]]*\]|"[^"]*")')


@dataclass(frozen=True)
class TownData:
    """What a town adds to the rules, read once for many texts."""

    proofreading: Proofreading = NOTHING
    names: NameIndex = NO_NAMES


def load_town_data(content: Path) -> TownData:
    """Return what the data files of a content folder add to the rules; faults are left out."""
    file = content / "data" / f"{models.TABLE.name}.yaml"
    found = load_file(Proofreading, file, Faults(), content) if has_file(file) else None
    proofreading = found if isinstance(found, Proofreading) else NOTHING
    return TownData(proofreading, load_names(content))


def load_names(content: Path) -> NameIndex:
    """Return the index of names in the data files of a content folder."""
    return NameIndex.of(name for file in named_files(content) for name in _names_of(file))


def named_files(content: Path) -> list[Path]:
    """Return the data files in which names are looked for."""
    folder = content / "data"
    files = [path for name in NAMED_FILES for path in sorted(folder.glob(name))]
    return [path for path in files if has_file(path)]


def _names_of(file: Path) -> Iterator[str]:
    text = read_bytes(file).decode("utf-8", "replace")
    if file.suffix == ".geojson":
        yield from names_in([match[1] for match in _GEO_NAME.finditer(text)])
        return
    try:
        value = yamldoc.parse(text).value
    except yamldoc.YamlError:
        return  # told by the check of the data files
    yield from names_in(value)


def check_text(front: Mapping[str, object], body: str, town: TownData) -> tuple[Finding, ...]:
    """Return what the rules find in a head's fields and a body in Markdown, by place.

    ``Finding.part`` is the field or ``body``; ``line`` counts from the first line of that part.
    ``excerpt`` equals ``paragraph[start:end]``. Captions in captions.csv are not known here;
    a true ``quotes`` tells that the title is somebody else's words, as that of a document.
    """
    parts = [(name, str(front.get(name) or "")) for name in _PARTS]
    pieces = [(1, words) for _, words in parts] + [(1, words_of(body))]
    prose = Prose.of(pieces)
    title, summary = (words for _, words in parts)
    text = Text(
        title=title,
        summary=summary if "summary" in front else None,
        is_quoted=bool(front.get("quotes")),
        day=_day(front.get("date")),
        photographer=str(front.get("photographer") or ""),
        shots=tuple(_shots(body)),
        prose=prose,
        addresses=tuple(addresses_of(body)),
        waived=_waived(front.get("waive")),
        town=town.proofreading,
        names=town.names,
    )
    found = [_placed(finding, prose) for finding in look_everywhere(text)]
    return tuple(sorted(found, key=lambda finding: (finding.place, finding)))


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _waived(value: object) -> Mapping[str, int]:
    items = value if isinstance(value, list | tuple) else ()
    return {str(item["rule"]): 1 for item in items if isinstance(item, Mapping) and "rule" in item}


def _shots(body: str) -> Iterator[Shot]:
    """Yield the photographs as the Markdown itself describes them."""
    for figure in figures_of(body):
        yield Shot(
            name=figure.source.rpartition("/")[2],
            line=figure.line,
            alt=figure.alt,
            caption=figure.caption,
            credit=figure.credit,
            is_decorative=figure.is_decorative,
            is_figure=figure.kind == "figure",
        )


def _placed(finding: Finding, prose: Prose) -> Finding:
    """Return a finding with its part and the paragraph around it."""
    place = finding.place
    if place < 0:
        return replace(finding, part="body" if finding.rule.startswith("anh-") else "")
    index = max(number for number, start in enumerate(prose.starts) if start <= place)
    before = [edge.end() for edge in _EDGE.finditer(prose.text, 0, place)]
    after = _EDGE.search(prose.text, place + len(finding.excerpt))
    first = max([prose.starts[index], *before])
    paragraph = prose.text[first : after.start() if after else len(prose.text)]
    start = place - first - (len(paragraph) - len(paragraph.lstrip()))
    return replace(
        finding,
        part=(*_PARTS, "body")[index],
        paragraph=paragraph.strip().replace("\n", " "),
        excerpt=finding.excerpt.replace("\n", " "),
        start=start,
    )
