"""All documents by their numbers: which one is cited, what is in force on a day. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from town_portal.core.identity import compute_identity
from town_portal.core.text import make_slug
from town_portal.core.texts.document import FORCE, MARKED, Document, Mention, Standing
from town_portal.features.documents.citation import Cited, parse_number

_OF_A_YEAR = re.compile(r"\d+-(?:19|20)\d{2}(?:-|$)")
"""The beginning of a number that tells its year: ``12-2021-nq-hdnd``."""
UNSURE = (
    "số “{}” không ghi năm, mà văn bản mang số ấy ở đây lại do cơ quan khác ban hành ({}, ngày "
    "{:%d/%m/%Y}); hãy ghi thêm ngày ban hành của văn bản muốn nói, ví dụ “67-HĐBT ngày 02/3/1992”"
)
MOST = 20
"""So many of the texts that cite a document are named."""


class Register:
    """The documents of a portal on the day ``today``; ``citing`` are the texts that cite, by key.

    ``citing`` gives for each key of a citation the mentions of the texts that have it.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        today: date,
        citing: Mapping[str, Iterable[Mention]] | None = None,
    ) -> None:
        self._today = today
        self._by_number: dict[str, list[Document]] = {}
        for document in documents:
            self._by_number.setdefault(make_slug(document.number), []).append(document)
        self._by_url = {item.url: item for found in self._by_number.values() for item in found}
        self._replacing: dict[str, list[Document]] = {}
        self._amended: dict[str, list[Document]] = {}
        for document in self._by_url.values():
            self._relate(document)
        self._citing: dict[str, dict[str, Mention]] = {}
        for key, mentions in (citing or {}).items():
            found = self.find(key)
            if found:
                told = self._citing.setdefault(found.url, {})
                told.update(
                    (mention.url, mention) for mention in mentions if mention.url != found.url
                )

    def _relate(self, document: Document) -> None:
        """Note of the documents it names that they are replaced, or are what amends it."""
        for number in document.replaces:
            other = self._related(document, number)
            if other:
                self._replacing.setdefault(other.url, []).append(document)
        for number in document.amended_by:
            other = self._related(document, number)
            if other:
                self._amended.setdefault(other.url, []).append(document)

    def find(self, key: str) -> Document | None:
        """Return the document that a citation means, if there is just one."""
        number, kind, day = (*key.split("|"), "", "")[:3]
        found = [
            document
            for document in self._by_number.get(number, ())
            if kind in ("", document.kind_key) and day in ("", document.issued.isoformat())
        ]
        return found[0] if len(found) == 1 else None

    def _related(self, document: Document, number: str) -> Document | None:
        """Return the document that another names as changed or as changing it, if it is sure.

        Numbers without a year begin anew every year, with each issuer: one that tells neither year
        nor day is only believed of the same issuer.
        """
        key = parse_number(number)
        found = self.find(key)
        is_sure = _OF_A_YEAR.match(key) or key.count("|") == 2
        return found if found and (is_sure or found.issuer == document.issuer) else None

    def unsure(self, document: Document) -> Iterator[tuple[tuple[str | int, ...], str, Document]]:
        """Yield numbers that may mean a document of another issuer: field, number, that one."""
        named: list[tuple[tuple[str | int, ...], str]] = [
            *((("replaces", n), number) for n, number in enumerate(document.replaces)),
            *((("amended_by", n), number) for n, number in enumerate(document.amended_by)),
        ]
        if document.replaced_by:
            named.append((("replaced_by",), document.replaced_by))
        for field, number in named:
            found = self.find(parse_number(number))
            if found and not self._related(document, number):
                yield field, number, found

    def cited(self, key: str) -> Cited | None:
        """Return where a citation leads, and what readers are told there; None without a page."""
        found = self.find(key)
        return Cited(found.url, self._status(found)) if found else None

    def status(self, url: str) -> str:
        """Return what readers are told of the document at an address; "" of one in force."""
        found = self._by_url.get(url)
        return self._status(found) if found else ""

    def identity(self) -> str:
        """Return the identity of all that ``cited`` and ``status`` look at."""
        return compute_identity(
            [
                (item.number, item.url, item.issued, item.kind_key, self._status(item))
                for item in self._by_url.values()
            ]
        )

    def _status(self, document: Document) -> str:
        force, _ = self._force(document, self._end(document))
        return FORCE[force] if force in MARKED else ""

    def _mention(self, document: Document) -> Mention:
        return replace(make_mention(document), status=self._status(document))

    def compute_standing(self, document: Document) -> Standing:
        """Return what the others and the clock say of a document."""
        end = self._end(document)
        force, since = self._force(document, end)
        citing = sorted(
            self._citing.get(document.url, {}).values(),
            key=lambda item: (item.day or date.min, item.url),
            reverse=True,
        )
        return Standing(
            force,
            since,
            tuple(self._name_document(document, item) for item in document.replaces),
            self._successors(document),
            tuple(map(self._mention, self._amended.get(document.url, ()))),
            tuple(self._name_document(document, item) for item in document.amended_by),
            tuple(replace(item, status=self.status(item.url)) for item in citing[:MOST]),
            max(0, len(citing) - MOST),
            end if end and end > self._today else None,
        )

    def changes(self) -> Iterator[date]:
        """Yield the days on which what is in force changes."""
        for document in self._by_url.values():
            yield from filter(None, (document.effective, document.ended))

    def _name_document(self, document: Document, number: str) -> Mention:
        found = self._related(document, number)
        return self._mention(found) if found else Mention(number)

    def _successors(self, document: Document) -> tuple[Mention, ...]:
        own = [self._name_document(document, document.replaced_by)] if document.replaced_by else []
        others = map(self._mention, self._replacing.get(document.url, ()))
        return tuple(dict.fromkeys([*own, *others]))

    def _force(self, document: Document, end: date | None) -> tuple[str, date | None]:
        """Return whether a document that ends on a day is in force, and since when that is so."""
        if document.state:
            return document.state, document.ended if document.state == "ended" else None
        if end is not None and end <= self._today:
            return "ended", None if end == date.min else end
        if document.effective is None:
            return "unknown", None
        if document.effective > self._today:
            return "to-come", document.effective
        amended = any(self._works(document, number) for number in document.amended_by)
        return ("partly", None) if amended else ("in-force", document.effective)

    def _end(self, document: Document) -> date | None:
        """Return the day of a document's end; date.min where it is over since nobody knows when."""
        if document.ended:
            return document.ended
        successors = list(self._replacing.get(document.url, ()))
        if document.replaced_by:
            found = self._related(document, document.replaced_by)
            if found is None:
                return date.min
            successors.append(found)
        days = [successor.effective or successor.issued for successor in successors]
        return min(days, default=None)

    def _works(self, document: Document, number: str) -> bool:
        """Tell whether what amends a document is in force already."""
        found = self._related(document, number)
        return found is None or (found.effective or found.issued) <= self._today


def citation_keys(documents: Iterable[Document]) -> list[str]:
    """Return all keys of citations (citation.py) that may mean one of some documents."""
    found: list[str] = []
    for document in documents:
        number, day = make_slug(document.number), document.issued.isoformat()
        kinds = (number, f"{number}|{document.kind_key}")
        found += [*kinds, f"{number}||{day}", f"{kinds[1]}|{day}"]
    return found


def gather_citing(noted: Iterable[Mapping[str, Any]]) -> dict[str, list[Mention]]:
    """Return the texts of which ``note_citing`` has noted something, by the keys of citations."""
    found: dict[str, list[Mention]] = {}
    for item in noted:
        day = date.fromisoformat(item["day"]) if item["day"] else None
        for key in item["keys"]:
            found.setdefault(key, []).append(Mention(item["title"], item["url"], day))
    return found


def make_mention(record: Any) -> Mention:
    """Return how a record of any kind is named where it cites a document."""
    day: Any = getattr(record, "date", None) or getattr(record, "day", None)
    title = getattr(record, "heading", record.title)
    return Mention(title, record.url, day.date() if isinstance(day, datetime) else day)


def note_citing(content: Any) -> dict[str, Any] | None:
    """Return how a published text is named where it cites documents, and their keys.

    What is noted of each text is enough to list those that cite a document: none is loaded.
    """
    keys_cited = getattr(content, "citations", ())
    if not keys_cited or content.status != "published":
        return None
    named = make_mention(content.record)
    day = named.day.isoformat() if named.day else None
    return {"keys": list(keys_cited), "title": named.title, "url": named.url, "day": day}
