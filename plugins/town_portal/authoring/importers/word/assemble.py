"""Units to a draft: who made it, title, lead, day, photographs, and the rest as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bs4 import Tag

from town_portal.authoring.importers import escape
from town_portal.authoring.importers.draft import (
    Draft,
    DraftFigures,
    DraftPicture,
    DraftProse,
    Official,
)
from town_portal.authoring.importers.sheet import TOLD, format_link_to
from town_portal.authoring.importers.word import word_doubts
from town_portal.authoring.importers.word.book import Book, Facts
from town_portal.authoring.importers.word.byline import WordByline, take_byline
from town_portal.authoring.importers.word.captions import Pairing, find_usual_look
from town_portal.authoring.importers.word.day import find_day, is_line
from town_portal.authoring.importers.word.divisions import add_headings
from town_portal.authoring.importers.word.head import HeadPlaces, find_head
from town_portal.authoring.importers.word.markdown import convert_to_markdown
from town_portal.authoring.importers.word.official import find_fields
from town_portal.authoring.importers.word.photographs import (
    GivenFile,
    fill_linked,
    place_photographs,
)
from town_portal.authoring.importers.word.tables import (
    convert_large,
    convert_rows,
    list_cells,
    open_layout_table,
)
from town_portal.authoring.importers.word.units import (
    Grid,
    Listing,
    Paragraph,
    PhotoGroup,
    Shots,
    Unit,
    extract_words,
    iter_units,
    note_numbers,
)
from town_portal.authoring.importers.write import list_pictures
from town_portal.features.photos.credit import split_credit

_INDENT = "    "
_DAY_WITHIN = 4
"""In so many paragraphs at the beginning, and at the end, the article's day is looked for."""


def flatten_units(found: Iterable[Unit], book: Book) -> Iterator[Unit]:
    """Yield the units with layout tables opened, and photographs of true tables after these."""
    for unit in found:
        inside = open_layout_table(unit, book.facts) if isinstance(unit, Grid) else None
        if inside is not None:
            yield from flatten_units(inside, book)
            continue
        yield unit
        for cell in list_cells(unit.tag, book.facts) if isinstance(unit, Grid) else ():
            for item in cell.units:
                if isinstance(item, Shots | PhotoGroup):
                    book.doubt("bảng", word_doubts.IN_TABLE)
                    yield item


@dataclass
class Assembly:
    """A document's units on their way to a draft."""

    book: Book
    found: list[Unit]
    notes: list[Tag]
    files: list[GivenFile]

    def draft(self) -> Draft:
        """Return the draft."""
        known = find_fields(self.found)
        return self._document(*known) if known else self._article()

    def _document(self, title: str, official: Official) -> Draft:
        """Return an authority's document: its whole text, head and signer with it, is the body."""
        common = find_usual_look(self.found)
        pairing = Pairing(add_headings(self.found), common)
        paired = place_photographs(
            pairing.run(), fill_linked(self.book, self.files), self.book, common
        )
        self.book.doubts += pairing.doubts
        body, used = self._body([*paired, *self._homeless(paired)])
        draft = Draft(
            title=title,
            body=(*body, *self._notes(used)),
            date=official.issued,
            source=official.issuer,
            official=official,
        )
        doubts = (*self.book.doubts, *word_doubts.list_official_doubts(official, title))
        return replace(draft, doubts=doubts, confidence=word_doubts.rate_official_fields(official))

    def _article(self) -> Draft:
        """Return an article."""
        book, found = self.book, self.found
        common = find_usual_look(found)
        made_by, without = take_byline(found, common)
        first = find_head(without, common)
        taken = {*first.title, first.lead}
        rest = [unit for at, unit in enumerate(without) if at not in taken]
        pairing = Pairing(rest, common)
        paired = pairing.run()
        book.doubts += pairing.doubts
        paired = place_photographs(paired, fill_linked(book, self.files), book, common)
        title = [without[at] for at in first.title]
        lead = without[first.lead] if first.lead is not None else None
        body, used = self._body([*paired, *self._homeless(paired)])
        draft = Draft(
            title=_join_text(title),
            summary=_join_text([lead] if lead else []),
            body=(*body, *self._notes(used)),
            date=self._day(without),
            author=made_by.author,
            photographer=made_by.photographer,
            source=made_by.source,
        )
        self._add_doubts(draft, made_by, first, lead)
        sure = _rate_fields(draft, first, made_by, pairing.guessed)
        return replace(draft, doubts=tuple(book.doubts), confidence=sure)

    def _homeless(self, found: list[Unit]) -> Iterator[Shots]:
        """Yield the photographs that stand nowhere, such as those of footnotes."""
        placed = {picture for unit in found if isinstance(unit, Shots) for picture in unit.pictures}
        placed |= {
            item for unit in found if isinstance(unit, PhotoGroup) for item, _ in unit.pictures
        }
        for number in sorted(set(range(len(self.book.pictures))) - placed):
            self.book.doubt(f"ảnh {number + 1}", word_doubts.HOMELESS)
            yield Shots((number,), Facts())

    def _day(self, found: list[Unit]) -> date | None:
        words = [unit.text for unit in found if isinstance(unit, Paragraph)]
        near = [*words[:_DAY_WITHIN], *reversed(words[-_DAY_WITHIN:])]
        near.sort(key=lambda text: not is_line(text))
        text = next((item for item in near if find_day(item)), "")
        day = find_day(text)
        if day:
            self.book.doubt(
                "ngày", word_doubts.DAY.format(f"{day:%d/%m/%Y}", word_doubts.quote_short(text))
            )
        else:
            self.book.doubt("ngày", word_doubts.NO_DAY)
        return day

    def _body(self, found: list[Unit]) -> tuple[list[DraftProse | DraftFigures], set[int]]:
        """Return the body's blocks and the numbers of the notes that these refer to."""
        levels = [unit.level for unit in found if isinstance(unit, Paragraph) and unit.level]
        lowered = 2 - min(levels, default=2)
        body: list[DraftProse | DraftFigures] = []
        used: set[int] = set()
        for unit in found:
            if isinstance(unit, Shots | PhotoGroup):
                body.append(DraftFigures(tuple(self._pictures(unit))))
                continue
            sheet = convert_large(unit) if isinstance(unit, Grid) else None
            if sheet:
                self.book.doubt("bảng", TOLD.format(sheet.head))
                body.append(DraftProse(format_link_to(sheet), sheet))
                continue
            markdown = self._prose(unit, lowered)
            used |= {n for n in note_numbers(unit.tag) if f"[^{n}]" in markdown}
            body.append(DraftProse(markdown))
        return body, used

    def _prose(self, unit: Paragraph | Listing | Grid, lowered: int) -> str:
        if isinstance(unit, Grid):
            rows, is_merged = convert_rows(unit, self.book.facts)
            if is_merged:
                self.book.doubt(
                    "bảng",
                    word_doubts.MERGED.format(word_doubts.quote_short(extract_words(unit.tag))),
                )
            return escape.format_table(rows) if rows and rows[0] else ""
        if isinstance(unit, Paragraph) and unit.level:
            for mark in unit.tag.find_all("strong"):
                mark.unwrap()
        return convert_to_markdown(unit.tag, lowered)

    def _pictures(self, unit: Shots | PhotoGroup) -> Iterator[DraftPicture]:
        pairs = (
            unit.pictures
            if isinstance(unit, PhotoGroup)
            else [(picture, "") for picture in unit.pictures]
        )
        for number, text in pairs:
            caption, credit = split_credit(text)
            if _has_caption_changed(text, caption, credit):
                caption, credit = text, ""
            yield replace(self.book.pictures[number], caption=caption, credit=credit)

    def _notes(self, used: set[int]) -> Iterator[DraftProse]:
        """Yield the footnotes; one that nothing in the body refers to is a paragraph."""
        for number, tag in enumerate(self.notes, 1):
            found = list(flatten_units(iter_units(list(tag.children), self.book.facts), self.book))
            body, _ = self._body(found)
            prose = [item for item in body if isinstance(item, DraftProse)]
            yield from (DraftProse("", item.sheet) for item in prose if item.sheet)
            text = "\n\n".join(item.markdown for item in prose)
            if number in used:
                yield DraftProse(f"[^{number}]: " + text.replace("\n", f"\n{_INDENT}").strip())
            elif text:
                self.book.doubt("chú thích cuối trang", word_doubts.LONE_NOTE.format(number))
                yield DraftProse(text)

    def _add_doubts(
        self, draft: Draft, made_by: WordByline, first: HeadPlaces, lead: Unit | None
    ) -> None:
        """Note what is doubtful in title, lead, makers and descriptions."""
        self.book.doubts += word_doubts.list_doubts(draft, made_by, first.title_sure)
        if isinstance(lead, Paragraph) and lead.tag.find("a"):
            self.book.doubt("sa-pô", word_doubts.LINK_IN_LEAD)


def _has_caption_changed(text: str, caption: str, credit: str) -> bool:
    """Tell whether a caption parted from its credit has other words than before."""

    def letters(words: str) -> str:
        return "".join(word for word in words if word.isalnum())

    return letters(text) != letters(caption + credit)


def _join_text(found: Iterable[Unit]) -> str:
    return " ".join(unit.text for unit in found if isinstance(unit, Paragraph))


def _rate_fields(
    draft: Draft, first: HeadPlaces, made_by: WordByline, guessed: int
) -> dict[str, float]:
    """Return how sure each field is."""
    shown = list_pictures(draft)
    named = sum(bool(item.caption or item.credit) for item in shown)
    return {
        "title": first.title_sure,
        "summary": first.lead_sure,
        "date": 0.5 if draft.date else 0,
        "author": (0.6 if made_by.guess else 1) if made_by.lines else 0,
        "captions": (named - guessed / 2) / len(shown) if shown else 1,
    }
