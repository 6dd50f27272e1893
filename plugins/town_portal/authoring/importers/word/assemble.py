"""Units to a draft: who made it, title, lead, day, photographs, and the rest as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bs4 import Tag

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import Draft, Figures, Official, Picture, Prose
from town_portal.authoring.importers.sheet import TOLD, link_to
from town_portal.authoring.importers.word import told
from town_portal.authoring.importers.word.book import Book, Facts
from town_portal.authoring.importers.word.byline import Byline, byline_of
from town_portal.authoring.importers.word.captions import Pairing, usual
from town_portal.authoring.importers.word.day import day_in, is_line
from town_portal.authoring.importers.word.divisions import headed
from town_portal.authoring.importers.word.head import Head, head
from town_portal.authoring.importers.word.markdown import markdown_of
from town_portal.authoring.importers.word.official import fields
from town_portal.authoring.importers.word.photographs import File, filled, placed
from town_portal.authoring.importers.word.tables import cells, large, opened, rows_of
from town_portal.authoring.importers.word.units import (
    Grid,
    Listing,
    Shots,
    Shown,
    Unit,
    Words,
    note_numbers,
    plain,
    units,
)
from town_portal.authoring.importers.write import pictures
from town_portal.features.photos.credit import split_credit

_INDENT = "    "
_DAY_WITHIN = 4
"""In so many paragraphs at the beginning, and at the end, the article's day is looked for."""


def flattened(found: Iterable[Unit], book: Book) -> Iterator[Unit]:
    """Yield the units with layout tables opened, and photographs of true tables after these."""
    for unit in found:
        inside = opened(unit, book.facts) if isinstance(unit, Grid) else None
        if inside is not None:
            yield from flattened(inside, book)
            continue
        yield unit
        for cell in cells(unit.tag, book.facts) if isinstance(unit, Grid) else ():
            for it in cell.units:
                if isinstance(it, Shots | Shown):
                    book.doubt("bảng", told.IN_TABLE)
                    yield it


@dataclass
class Assembly:
    """A document's units on their way to a draft."""

    book: Book
    found: list[Unit]
    notes: list[Tag]
    files: list[File]

    def draft(self) -> Draft:
        """Return the draft."""
        known = fields(self.found)
        return self._document(*known) if known else self._article()

    def _document(self, title: str, official: Official) -> Draft:
        """Return an authority's document: its whole text, head and signer with it, is the body."""
        common = usual(self.found)
        pairing = Pairing(headed(self.found), common)
        paired = placed(pairing.run(), filled(self.book, self.files), self.book, common)
        self.book.doubts += pairing.doubts
        body, used = self._body([*paired, *self._homeless(paired)])
        draft = Draft(
            title=title,
            body=(*body, *self._notes(used)),
            date=official.issued,
            source=official.issuer,
            official=official,
        )
        doubts = (*self.book.doubts, *told.official_doubts(official, title))
        return replace(draft, doubts=doubts, confidence=told.official_confidence(official))

    def _article(self) -> Draft:
        """Return an article."""
        book, found = self.book, self.found
        common = usual(found)
        made_by, without = byline_of(found, common)
        first = head(without, common)
        taken = {*first.title, first.lead}
        rest = [unit for at, unit in enumerate(without) if at not in taken]
        pairing = Pairing(rest, common)
        paired = pairing.run()
        book.doubts += pairing.doubts
        paired = placed(paired, filled(book, self.files), book, common)
        title = [without[at] for at in first.title]
        lead = without[first.lead] if first.lead is not None else None
        body, used = self._body([*paired, *self._homeless(paired)])
        draft = Draft(
            title=_text(title),
            summary=_text([lead] if lead else []),
            body=(*body, *self._notes(used)),
            date=self._day(without),
            author=made_by.author,
            photographer=made_by.photographer,
            source=made_by.source,
        )
        self._tell(draft, made_by, first, lead)
        sure = _confidence(draft, first, made_by, pairing.guessed)
        return replace(draft, doubts=tuple(book.doubts), confidence=sure)

    def _homeless(self, found: list[Unit]) -> Iterator[Shots]:
        """Yield the photographs that stand nowhere, such as those of footnotes."""
        placed = {it for unit in found if isinstance(unit, Shots) for it in unit.pictures}
        placed |= {it for unit in found if isinstance(unit, Shown) for it, _ in unit.pictures}
        for number in sorted(set(range(len(self.book.pictures))) - placed):
            self.book.doubt(f"ảnh {number + 1}", told.HOMELESS)
            yield Shots((number,), Facts())

    def _day(self, found: list[Unit]) -> date | None:
        words = [unit.text for unit in found if isinstance(unit, Words)]
        near = [*words[:_DAY_WITHIN], *reversed(words[-_DAY_WITHIN:])]
        near.sort(key=lambda text: not is_line(text))
        text = next((it for it in near if day_in(it)), "")
        day = day_in(text)
        if day:
            self.book.doubt("ngày", told.DAY.format(f"{day:%d/%m/%Y}", told.short(text)))
        else:
            self.book.doubt("ngày", told.NO_DAY)
        return day

    def _body(self, found: list[Unit]) -> tuple[list[Prose | Figures], set[int]]:
        """Return the body's blocks and the numbers of the notes that these refer to."""
        levels = [unit.level for unit in found if isinstance(unit, Words) and unit.level]
        lowered = 2 - min(levels, default=2)
        body: list[Prose | Figures] = []
        used: set[int] = set()
        for unit in found:
            if isinstance(unit, Shots | Shown):
                body.append(Figures(tuple(self._pictures(unit))))
                continue
            sheet = large(unit) if isinstance(unit, Grid) else None
            if sheet:
                self.book.doubt("bảng", TOLD.format(sheet.head))
                body.append(Prose(link_to(sheet), sheet))
                continue
            markdown = self._prose(unit, lowered)
            used |= {n for n in note_numbers(unit.tag) if f"[^{n}]" in markdown}
            body.append(Prose(markdown))
        return body, used

    def _prose(self, unit: Words | Listing | Grid, lowered: int) -> str:
        if isinstance(unit, Grid):
            rows, is_merged = rows_of(unit, self.book.facts)
            if is_merged:
                self.book.doubt("bảng", told.MERGED.format(told.short(plain(unit.tag))))
            return escape.table(rows) if rows and rows[0] else ""
        if isinstance(unit, Words) and unit.level:
            for mark in unit.tag.find_all("strong"):
                mark.unwrap()
        return markdown_of(unit.tag, lowered)

    def _pictures(self, unit: Shots | Shown) -> Iterator[Picture]:
        pairs = unit.pictures if isinstance(unit, Shown) else [(it, "") for it in unit.pictures]
        for number, text in pairs:
            caption, credit = split_credit(text)
            if _differs(text, caption, credit):
                caption, credit = text, ""
            yield replace(self.book.pictures[number], caption=caption, credit=credit)

    def _notes(self, used: set[int]) -> Iterator[Prose]:
        """Yield the footnotes; one that nothing in the body refers to is a paragraph."""
        for number, tag in enumerate(self.notes, 1):
            found = list(flattened(units(list(tag.children), self.book.facts), self.book))
            body, _ = self._body(found)
            prose = [it for it in body if isinstance(it, Prose)]
            yield from (Prose("", it.sheet) for it in prose if it.sheet)
            text = "\n\n".join(it.markdown for it in prose)
            if number in used:
                yield Prose(f"[^{number}]: " + text.replace("\n", f"\n{_INDENT}").strip())
            elif text:
                self.book.doubt("chú thích cuối trang", told.LONE_NOTE.format(number))
                yield Prose(text)

    def _tell(self, draft: Draft, made_by: Byline, first: Head, lead: Unit | None) -> None:
        """Note what is doubtful in title, lead, makers and descriptions."""
        self.book.doubts += told.doubts(draft, made_by, first.title_sure)
        if isinstance(lead, Words) and lead.tag.find("a"):
            self.book.doubt("sa-pô", told.LINK_IN_LEAD)


def _differs(text: str, caption: str, credit: str) -> bool:
    """Tell whether a caption parted from its credit has other words than before."""

    def letters(words: str) -> str:
        return "".join(it for it in words if it.isalnum())

    return letters(text) != letters(caption + credit)


def _text(found: Iterable[Unit]) -> str:
    return " ".join(unit.text for unit in found if isinstance(unit, Words))


def _confidence(draft: Draft, first: Head, made_by: Byline, guessed: int) -> dict[str, float]:
    """Return how sure each field is."""
    shown = pictures(draft)
    named = sum(bool(it.caption or it.credit) for it in shown)
    return {
        "title": first.title_sure,
        "summary": first.lead_sure,
        "date": 0.5 if draft.date else 0,
        "author": (0.6 if made_by.guess else 1) if made_by.lines else 0,
        "captions": (named - guessed / 2) / len(shown) if shown else 1,
    }
