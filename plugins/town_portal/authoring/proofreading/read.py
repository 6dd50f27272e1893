"""A file of the content folder to what the rules look at; what is wrong in it are faults.

The faults are those of a build, in the same words: a head that can't be read, a field that is
wrong, a photograph that is not there. What only all files together tell, such as a link to a page
that does not exist, is left to the build.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from town_portal.authoring.proofreading import photographs
from town_portal.authoring.proofreading.models import NOTHING, Proofreading
from town_portal.authoring.proofreading.names import NO_NAMES, NameIndex
from town_portal.authoring.proofreading.prose import extract_words, list_addresses
from town_portal.authoring.proofreading.text import BREAK, ProofText, TextProse, TextShot
from town_portal.build import article
from town_portal.core import dates
from town_portal.core.data import yamldoc
from town_portal.core.data.loading import read_text, validate_document
from town_portal.core.data.tables import Categories, Town
from town_portal.core.faults import Faults
from town_portal.core.texts import frontmatter
from town_portal.core.texts.front import ArticleFront, Front
from town_portal.features.photos import captions
from town_portal.features.photos.captions import CaptionWords


@dataclass(frozen=True)
class ContentPlace:
    """Where the files lie, and what the town's data say that the files are held to."""

    content: Path
    town: Town
    categories: Categories | None = None
    proofreading: Proofreading = NOTHING
    names: NameIndex = NO_NAMES


@dataclass(frozen=True)
class CheckedText:
    """A file that was read: what the rules look at, and what lists tell of it."""

    text: ProofText
    title: str
    day: str
    status: str
    faults: Faults = field(default_factory=Faults)


def read_checked_text(
    path: Path, place: ContentPlace, model: type[Front] = ArticleFront
) -> CheckedText:
    """Return what is in a file, whose head is a ``model``.

    A head that can't be read leaves nothing but the faults.
    """
    faults = Faults()
    raw = read_text(path, faults)
    parts = _split_parts(raw, path, faults) if raw is not None else None
    if raw is None or parts is None:
        return CheckedText(
            ProofText(), path.stem if path.stem != "index" else path.parent.name, "", "", faults
        )
    front = _validate_front(parts, path, place, faults, model)
    text = _build_text(raw, parts, front, path, faults)
    written = getattr(front, "date", None)
    day = dates.convert_to_zone(written, _get_zone(place)).date() if written else None
    text = replace(text, day=day, town=place.proofreading, names=place.names)
    return CheckedText(text, front.title, day.isoformat() if day else "", front.status, faults)


def _split_parts(raw: str, path: Path, faults: Faults) -> frontmatter.Parts | None:
    try:
        return frontmatter.split_front_matter(raw)
    except yamldoc.YamlError as error:
        faults.add(path, error.line, "", str(error))
        return None


def _get_zone(place: ContentPlace) -> ZoneInfo:
    return ZoneInfo(place.town.time_zone)


def _validate_front(
    parts: frontmatter.Parts, path: Path, place: ContentPlace, faults: Faults, model: type[Front]
) -> Front:
    """Return the head, with what is wrong in it replaced and told."""
    front, replaced = (
        validate_document(model, parts.head, path, faults, path.parent),
        frozenset[str](),
    )
    if front is None:
        front, replaced = article.replace_wrong_fields(model, parts.head.value, path)
    if isinstance(front, ArticleFront):
        for name, sentence in article.iter_faults(front, path, _get_zone(place), place.categories):
            if name not in replaced:
                line = parts.head.line((name,)) if name else 1
                faults.add(path, line, name, sentence)
    return front


SAID = ("question", "asker", "answered_by", "transferred_to", "issuer", "contact", "result")
"""What front matter of other kinds of texts has readers read."""


def _build_text(
    raw: str, parts: frontmatter.Parts, front: Front, path: Path, faults: Faults
) -> ProofText:
    """Return the text, but for its day and what the town adds."""
    words: Mapping[str, CaptionWords] = {}
    shots: tuple[TextShot, ...] = ()
    if "![" in parts.body:
        words = captions.read_beside(path, faults)
        shots = tuple(photographs.iter_shots(path, parts, words, faults))
    is_article = isinstance(front, ArticleFront)
    return ProofText(
        title=front.title,
        title_line=parts.head.line(("title",)),
        is_quoted=front.quotes,
        summary=(front.summary or "") if is_article else None,
        photographer=getattr(front, "photographer", None) or "",
        shots=shots,
        named=tuple(photographs.iter_named(path, front, parts)),
        prose=TextProse.of(list(_iter_pieces(parts, front, shots, words))),
        addresses=tuple(list_addresses(raw)),
        decomposed=_find_decomposed(raw),
        waived={
            item.rule: parts.head.line(("waive", index, "rule"))
            for index, item in enumerate(front.waive)
        },
    )


def _iter_pieces(
    parts: frontmatter.Parts,
    front: Front,
    shots: tuple[TextShot, ...],
    words: Mapping[str, CaptionWords],
) -> Iterator[tuple[int, str]]:
    """Yield all that readers see as words, each with the line of the file on which it begins."""
    line = parts.head.line
    yield line(("title",)), front.title
    if front.summary:
        yield line(("summary",)), front.summary
    for name in SAID:
        said = getattr(front, name, None)
        if said:
            yield line((name,)), said
    yield parts.body_line, extract_words(parts.body)
    for shot in shots:
        said = words.get(shot.name)
        if said:
            yield shot.line, f"{said.alt}{BREAK}{said.caption}"
    for index, item in enumerate(getattr(front, "corrections", ())):
        yield line(("corrections", index, "text")), item.text
    for index, item in enumerate(getattr(front, "attachments", ())):
        yield line(("attachments", index, "title")), item.title


def _find_decomposed(raw: str) -> int:
    """Return the first line with letters in pieces (from 1); 0 where there is none."""
    if unicodedata.is_normalized("NFC", raw):
        return 0
    lines = enumerate(raw.split("\n"), 1)
    return next((n for n, line in lines if not unicodedata.is_normalized("NFC", line)), 0)
