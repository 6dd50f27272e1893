"""A draft: what an importer understood of a text, before it is an article's file. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A photograph of a draft: the file's bytes, and what is said of it.

    ``suffix`` is the file's kind with its dot (``.jpg``). ``data`` is None where the photograph is
    named and not there: the article then says so in its place, with its ``name`` where it has one.
    """

    data: bytes | None
    suffix: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at: the field or place it is about, and a Vietnamese sentence."""

    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """One or more photographs that stand together in the text; several make a gallery."""

    pictures: tuple[DraftPicture, ...]


@dataclass(frozen=True, slots=True)
class AttachedWorkbook:
    """A workbook beside the text for a table that is too large for a page: name, bytes, words.

    ``head`` is the beginning of its first row, ``rows`` the number of those with words.
    """

    name: str
    data: bytes
    head: str
    rows: int
    words: str


@dataclass(frozen=True, slots=True)
class DraftProse:
    """A piece of the body that is ready: Markdown, as Python-Markdown and the portal take it.

    ``sheet`` is the table to which it links.
    """

    markdown: str
    sheet: AttachedWorkbook | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """What the head of an authority's document says; ``issued`` is None where no day is filled in.

    A number that is not given yet has an ellipsis in its place: ``…/QĐ-UBND``.
    """

    kind: str
    number: str
    issuer: str
    issued: date | None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be, or a document where ``official`` is there.

    ``confidence`` is how sure the importer is of each field, from 0 to 1.
    """

    title: str
    body: tuple[DraftProse | DraftFigures, ...]
    date: date | datetime | None = None
    summary: str = ""
    author: str = ""
    photographer: str = ""
    source: str = ""
    original_url: str = ""
    redirect_from: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confidence: dict[str, float] = field(default_factory=dict)
    official: Official | None = None
