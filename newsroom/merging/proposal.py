"""What a merge of unsaved work with the saved text looks like, and what it becomes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User

from newsroom.history.comparison import TextPart, compare_versions
from newsroom.history.models import Version
from newsroom.history.readable import UNREAD, body_text, field_text
from newsroom.merging.three_way import Kind, Piece, Pieces, Row, merge
from newsroom.texts import editing, store
from newsroom.texts.models import UnsavedWork
from newsroom.texts.paths import get_text_file
from newsroom.texts.store import TextFile
from town_portal.authoring.editing.markdown_writer import split_html, write_blocks

Paragraphs = list[list[TextPart]]


class NotChosen(Exception):
    """Both have changed a place, and nobody has chosen between them."""


@dataclass(frozen=True)
class FieldRow:
    """A field of the front matter that was changed; ``mine`` is its value, None removes it."""

    name: str
    kind: Kind
    mine: Any
    texts: tuple[str, str, str]
    """In the base, in one's own version, in the saved one, as people read them."""


@dataclass(frozen=True)
class Shown:
    """A row as its page shows it; ``key`` is the name of its choice, ``chosen`` what was chosen."""

    key: str
    kind: Kind
    mine: Paragraphs
    theirs: Paragraphs
    has_both: bool
    chosen: str


class Proposal:
    """Unsaved work, the file as it is now, and the version on which the work is based.

    Where that version is not known any more, every field that differs is asked for.
    """

    def __init__(self, work: UnsavedWork, now: TextFile) -> None:
        """Take what a person has kept, and what stands in the file."""
        self.work, self.now, values = work, now, work.values
        version = Version.objects.filter(path=now.path, digest=work.digest).first()
        self.base = store.parse(now.path, version.text, version.digest) if version else None
        self.html, self.baseline = str(values.get("html") or ""), str(values.get("baseline") or "")
        self.changes = editing.read_changes(self.base or now, values)

    @cached_property
    def mark(self) -> str:
        """Return what is the same as long as the work and the file are the same."""
        values = json.dumps(self.work.values, sort_keys=True)
        return sha256(f"{self.now.digest}{self.work.digest}{values}".encode()).hexdigest()

    @cached_property
    def rows(self) -> list[Row]:
        """Return the places of the text."""
        theirs = _pieces(self.now.path, editing.document_of(self.now).html)
        mine = _pieces(self.now.path, self.html)
        first = _pieces(self.now.path, self.baseline)
        if self.base is None:
            return merge(first, mine, theirs)
        base = _pieces(self.now.path, editing.document_of(self.base).html)
        if len(first) == len(base):
            # An editor writes the same paragraph in a way of its own.
            known = {one.markdown: other for one, other in zip(first, base, strict=True)}
            mine = [known.get(piece.markdown, piece) for piece in mine]
        return merge(base, mine, theirs)

    @cached_property
    def fields(self) -> list[FieldRow]:
        """Return the fields that one or the other has changed."""
        base = self.base.fields if self.base else {}
        now, changed = self.now.fields, self.changes
        names = dict.fromkeys((*changed, *(base and now), *base))
        return [row for name in names if (row := self._field(name, base, now))]

    def _field(self, name: str, base: Mapping[str, Any], now: Mapping[str, Any]) -> FieldRow | None:
        was, theirs = base.get(name), now.get(name)
        mine = self.changes.get(name, was if self.base else theirs)
        kind: Kind = "conflict"
        if mine == theirs or name in UNREAD:
            return None
        if self.base:
            kind = "theirs" if mine == was else "mine" if theirs == was else kind
        before, one, other = (
            field_text(self.now.path, name, value) if value is not None else ""
            for value in (was, mine, theirs)
        )
        return FieldRow(name, kind, mine, (before, one, other))

    def iter_shown(self, choices: Mapping[str, str]) -> Iterator[Shown]:
        """Yield what the page shows: the fields, then the text."""
        places = [(field.name, field.kind, field.texts, False) for field in self.fields]
        for number, row in enumerate(self.rows):
            texts = (_words(row.base), _words(row.mine), _words(row.theirs))
            places.append((str(number), row.kind, texts, True))
        for key, kind, (before, mine, theirs), has_both in places:
            versions = compare_versions(before, mine), compare_versions(before, theirs)
            yield Shown(key, kind, *versions, has_both, choices.get(key, ""))

    def choose(self, choices: Mapping[str, str]) -> tuple[dict[str, Any], str]:
        """Return the changed fields and the HTML of the merged text. Raises NotChosen."""
        kinds = {field.name: _choice(field.kind, choices.get(field.name)) for field in self.fields}
        changes = {field.name: field.mine for field in self.fields if kinds[field.name] == "mine"}
        pieces = [
            piece
            for number, row in enumerate(self.rows)
            for piece in row.apply_choice(_choice(row.kind, choices.get(str(number))))
        ]
        return changes, "\n".join(piece.html for piece in pieces)


def find(path: str, user: User) -> Proposal | None:
    """Return what is to be merged; None where nothing is. Raises WrongField, Unreadable."""
    work = UnsavedWork.objects.filter(path=path, user=user).first()
    now = store.read_file(get_text_file(path))
    is_stale = work and work.digest != now.digest and not now.problem
    return Proposal(work, now) if work and is_stale else None


def _choice(kind: Kind, chosen: str | None) -> str:
    if kind == "conflict" and chosen not in ("mine", "theirs", "both"):
        raise NotChosen
    return chosen or "" if kind == "conflict" else kind


def _pieces(path: str, html: str) -> list[Piece]:
    file_of = editing.make_file_finder(path)
    pieces = [Piece("\n\n".join(write_blocks(part, file_of)), part) for part in split_html(html)]
    return [piece for piece in pieces if piece.markdown]


def _words(pieces: Pieces) -> str:
    return body_text("".join(piece.html for piece in pieces))
