"""The check of one text that is being written: exact places and one-click corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from town_portal.authoring.proofreading import models
from town_portal.authoring.proofreading.models import NOTHING, Proofreading
from town_portal.authoring.proofreading.names import NO_NAMES, NameIndex, iter_names
from town_portal.authoring.proofreading.photographs import parse_figures
from town_portal.authoring.proofreading.prose import extract_words, list_addresses
from town_portal.authoring.proofreading.rule import Finding
from town_portal.authoring.proofreading.rules import look_everywhere
from town_portal.authoring.proofreading.text import BREAK, ProofText, TextProse, TextShot
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
    return NameIndex.of(
        name for file in list_name_files(content) for name in _iter_file_names(file)
    )


def list_name_files(content: Path) -> list[Path]:
    """Return the data files in which names are looked for."""
    folder = content / "data"
    files = [path for name in NAMED_FILES for path in sorted(folder.glob(name))]
    return [path for path in files if has_file(path)]


def _iter_file_names(file: Path) -> Iterator[str]:
    text = read_bytes(file).decode("utf-8", "replace")
    if file.suffix == ".geojson":
        yield from iter_names([match[1] for match in _GEO_NAME.finditer(text)])
        return
    try:
        value = yamldoc.parse_yaml(text).value
    except yamldoc.YamlError:
        return  # told by the check of the data files
    yield from iter_names(value)


def check_text(front: Mapping[str, object], body: str, town: TownData) -> tuple[Finding, ...]:
    """Return what the rules find in a head's fields and a body in Markdown, by place.

    ``Finding.part`` is the field or ``body``; ``line`` counts from the first line of that part.
    ``excerpt`` equals ``paragraph[start:end]``. Captions in captions.csv are not known here;
    a true ``quotes`` tells that the title is somebody else's words, as that of a document.
    """
    parts = [(name, str(front.get(name) or "")) for name in _PARTS]
    pieces = [(1, words) for _, words in parts] + [(1, extract_words(body))]
    prose = TextProse.of(pieces)
    title, summary = (words for _, words in parts)
    text = ProofText(
        title=title,
        summary=summary if "summary" in front else None,
        is_quoted=bool(front.get("quotes")),
        day=_get_day(front.get("date")),
        photographer=str(front.get("photographer") or ""),
        shots=tuple(_iter_shots(body)),
        prose=prose,
        addresses=tuple(list_addresses(body)),
        waived=_get_waived(front.get("waive")),
        town=town.proofreading,
        names=town.names,
    )
    found = [_place_finding(finding, prose) for finding in look_everywhere(text)]
    return tuple(sorted(found, key=lambda finding: (finding.place, finding)))


def _get_day(value: object) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _get_waived(value: object) -> Mapping[str, int]:
    items = value if isinstance(value, list | tuple) else ()
    return {str(item["rule"]): 1 for item in items if isinstance(item, Mapping) and "rule" in item}


def _iter_shots(body: str) -> Iterator[TextShot]:
    """Yield the photographs as the Markdown itself describes them."""
    for figure in parse_figures(body):
        yield TextShot(
            name=figure.source.rpartition("/")[2],
            line=figure.line,
            alt=figure.alt,
            caption=figure.caption,
            credit=figure.credit,
            is_decorative=figure.is_decorative,
            is_figure=figure.kind == "figure",
        )


def _place_finding(finding: Finding, prose: TextProse) -> Finding:
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
