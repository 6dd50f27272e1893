"""Tables: those that only put photographs beside their captions, and those with figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from town_portal.authoring.importers.draft import Sheet
from town_portal.authoring.importers.sheet import Placed, is_large, placed, sheet_of
from town_portal.authoring.importers.word.book import Facts
from town_portal.authoring.importers.word.markdown import inline_of
from town_portal.authoring.importers.word.units import (
    Grid,
    Listing,
    Shots,
    Shown,
    Unit,
    Words,
    plain,
    units,
)

LONGEST_CAPTION = 500
LONGEST_REPEATED = 120
"""Letters of a merged cell that is repeated in each of its rows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place, and what is in it."""

    place: Placed
    units: tuple[Unit, ...]

    @property
    def row(self) -> int:
        """The row in which it begins, from 0."""
        return self.place.row

    @property
    def pictures(self) -> tuple[int, ...]:
        """The photographs in it."""
        return tuple(it for unit in self.units if isinstance(unit, Shots) for it in unit.pictures)

    @property
    def words(self) -> tuple[Words, ...]:
        """The paragraphs in it."""
        return tuple(unit for unit in self.units if isinstance(unit, Words))

    @property
    def text(self) -> str:
        """The words of all its paragraphs."""
        return " ".join(it.text for it in self.words)


def _placed(table: Tag) -> list[Placed]:
    rows = (it for it in table.find_all("tr") if it.find_parent("table") is table)
    return list(placed([row.find_all(["td", "th"], recursive=False) for row in rows]))


def cells(table: Tag, facts: Sequence[Facts]) -> list[Cell]:
    """Return a table's cells at their places."""
    return [
        Cell(it, tuple(_inside(units(list(it.tag.children), facts), facts)))
        for it in _placed(table)
    ]


def large(grid: Grid) -> Sheet | None:
    """Return a table that is too large for a page as a workbook; None for others."""
    found = _placed(grid.tag)
    return sheet_of(found) if is_large(found) else None


def _inside(found: Iterable[Unit], facts: Sequence[Facts]) -> Iterator[Unit]:
    """Yield a cell's units: of tables for layout inside it what they hold."""
    for unit in found:
        within = opened(unit, facts) if isinstance(unit, Grid) else None
        yield from within if within is not None else (unit,)
        if within is None and isinstance(unit, Grid):
            inner = (it for cell in cells(unit.tag, facts) for it in cell.units)
            yield from (it for it in inner if isinstance(it, Shots | Shown))


def opened(grid: Grid, facts: Sequence[Facts]) -> list[Unit] | None:
    """Return what a table holds that is there for its layout only; None for a true table."""
    found = cells(grid.tag, facts)
    filled = [cell for cell in found if cell.units]
    has_inner = any(isinstance(it, Shown) for cell in filled for it in cell.units)
    if len(filled) == 1 or has_inner:
        return [unit for cell in filled for unit in cell.units]
    worded = [cell for cell in found if cell.words]
    if not _is_layout(found):
        return None
    if any(len(cell.text) > LONGEST_CAPTION for cell in worded):
        return [unit for cell in filled for unit in cell.units]
    if not worded:
        first = next(it for cell in found for it in cell.units if isinstance(it, Shots))
        return [Shots(tuple(it for cell in found for it in cell.pictures), first.facts)]
    is_above = filled[0].words and not filled[0].pictures and not filled[-1].words
    return list(_paired(found, -1 if is_above and filled[0].row != filled[-1].row else 1))


def _is_layout(found: list[Cell]) -> bool:
    """Tell whether a table's words are no more than one for each photograph, row by row."""
    if any(isinstance(it, Grid | Listing) for cell in found for it in cell.units):
        return False
    shots = sum(len(cell.pictures) for cell in found)
    if not shots:
        return False
    for number in {cell.row for cell in found}:
        row = [cell for cell in found if cell.row == number]
        pictures = sum(bool(cell.pictures) for cell in row)
        if 0 < pictures < sum(bool(cell.words and not cell.pictures) for cell in row):
            return False
    return sum(bool(cell.words) for cell in found) <= 2 * shots


def _paired(found: list[Cell], step: int) -> Iterator[Unit]:
    """Yield each photograph of a layout with the words inside, beside, or in the next row.

    ``step`` is 1 where words stand below their photographs, -1 where above.
    """
    used: set[int] = set()
    waiting: list[Cell] = []
    for number in sorted({cell.row for cell in found}):
        row = [cell for cell in found if cell.row == number and id(cell) not in used]
        if step < 0 and not any(cell.pictures for cell in row):
            yield from _left(waiting)
            waiting = row
            continue
        below = waiting if step < 0 else [cell for cell in found if cell.row == number + 1]
        shots = [cell for cell in row if cell.pictures]
        if shots and not any(cell.pictures for cell in below) and not any(it.words for it in row):
            words = [cell for cell in below if cell.words]
            yield from _row(shots, words)
            used |= {id(cell) for cell in words}
        else:
            yield from (*_left(waiting), *_beside(row))
        waiting = []
    yield from _left(waiting)


def _left(found: list[Cell]) -> Iterator[Words]:
    """Yield the paragraphs of cells that belong to no photograph."""
    return (words for cell in found for words in cell.words)


def _row(shots: list[Cell], words: list[Cell]) -> Iterator[Unit]:
    """Yield a row of photographs with the row of words below: one below each, or one for all."""
    if len(words) == 1 and len(shots) > 1:
        numbers = [it for cell in shots for it in cell.pictures]
        yield shared(numbers, words[0].text)
        return
    pairs: list[tuple[int, str]] = []
    left = list(words)
    for cell in shots:
        column = cell.place.column
        fitting = next((it for it in left if it.place.column == column), None)
        if fitting:
            left.remove(fitting)
        pairs += shared(list(cell.pictures), fitting.text if fitting else "").pictures
    yield Shown(tuple(pairs))
    for cell in left:
        yield from cell.words


def _beside(row: list[Cell]) -> Iterator[Unit]:
    """Yield the photographs of a row with the words in their cells or in the cell beside."""
    texts = [cell for cell in row if cell.words and not cell.pictures]
    for cell in row:
        if not cell.pictures:
            continue
        text = cell.text
        if not text and texts:
            text = texts.pop(0).text
        yield shared(list(cell.pictures), text)
    for cell in texts:
        yield from cell.words


def shared(numbers: list[int], text: str) -> Shown:
    """Return photographs with one caption for all, which the last carries."""
    last = len(numbers) - 1
    return Shown(tuple((it, text if at == last else "") for at, it in enumerate(numbers)))


def rows_of(grid: Grid, facts: Sequence[Facts]) -> tuple[list[list[str]], bool]:
    """Return a true table's cells as Markdown, and whether cells were merged.

    A short text merged over several rows stands in each of them.
    """
    found = cells(grid.tag, facts)
    width = max((cell.place.column + cell.place.width for cell in found), default=0)
    height = max((cell.row + 1 for cell in found), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in found:
        place = cell.place
        for mark in place.tag.find_all("strong") if place.row == 0 else ():
            mark.unwrap()
        text = _content(cell)
        last = place.row + (place.height if len(text) <= LONGEST_REPEATED else 1)
        for row in rows[place.row : last]:
            row[place.column] = text
    return rows, any(cell.place.width > 1 or cell.place.height > 1 for cell in found)


def _content(cell: Cell) -> str:
    parts = []
    for unit in cell.units:
        if isinstance(unit, Words):
            unit.tag.name = "p"
            parts.append(inline_of(unit.tag))
        elif isinstance(unit, Listing):
            parts += [inline_of_item(it) for it in unit.tag.find_all("li")]
        elif isinstance(unit, Grid):
            parts.append(inline_of_item(unit.tag))
    return "<br>".join(filter(None, parts))


def inline_of_item(tag: Tag) -> str:
    """Return a list's item or an inner table in a cell: its own words in one line."""
    copy = Tag(name="p")
    own = [it for it in tag.contents if not (isinstance(it, Tag) and it.name in ("ul", "ol"))]
    copy.string = " ".join(plain(it) if isinstance(it, Tag) else str(it) for it in own)
    text = inline_of(copy)
    return f"– {text}" if tag.name == "li" else text
