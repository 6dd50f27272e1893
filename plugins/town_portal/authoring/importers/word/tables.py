"""Tables: those that only put photographs beside their captions, and those with figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from town_portal.authoring.importers.draft import AttachedWorkbook
from town_portal.authoring.importers.sheet import PlacedCell, build_sheet, is_large, place_cells
from town_portal.authoring.importers.word.book import Facts
from town_portal.authoring.importers.word.markdown import convert_to_inline
from town_portal.authoring.importers.word.units import (
    Grid,
    Listing,
    Paragraph,
    PhotoGroup,
    Shots,
    Unit,
    extract_words,
    iter_units,
)

LONGEST_CAPTION = 500
LONGEST_REPEATED = 120
"""Letters of a merged cell that is repeated in each of its rows."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell at its place, and what is in it."""

    place: PlacedCell
    units: tuple[Unit, ...]

    @property
    def row(self) -> int:
        """The row in which it begins, from 0."""
        return self.place.row

    @property
    def pictures(self) -> tuple[int, ...]:
        """The photographs in it."""
        return tuple(
            picture for unit in self.units if isinstance(unit, Shots) for picture in unit.pictures
        )

    @property
    def words(self) -> tuple[Paragraph, ...]:
        """The paragraphs in it."""
        return tuple(unit for unit in self.units if isinstance(unit, Paragraph))

    @property
    def text(self) -> str:
        """The words of all its paragraphs."""
        return " ".join(word.text for word in self.words)


def _place_cells(table: Tag) -> list[PlacedCell]:
    rows = (item for item in table.find_all("tr") if item.find_parent("table") is table)
    return list(place_cells([row.find_all(["td", "th"], recursive=False) for row in rows]))


def list_cells(table: Tag, facts: Sequence[Facts]) -> list[TableCell]:
    """Return a table's cells at their places."""
    return [
        TableCell(cell, tuple(_iter_inside(iter_units(list(cell.tag.children), facts), facts)))
        for cell in _place_cells(table)
    ]


def convert_large(grid: Grid) -> AttachedWorkbook | None:
    """Return a table that is too large for a page as a workbook; None for others."""
    found = _place_cells(grid.tag)
    return build_sheet(found) if is_large(found) else None


def _iter_inside(found: Iterable[Unit], facts: Sequence[Facts]) -> Iterator[Unit]:
    """Yield a cell's units: of tables for layout inside it what they hold."""
    for unit in found:
        within = open_layout_table(unit, facts) if isinstance(unit, Grid) else None
        yield from within if within is not None else (unit,)
        if within is None and isinstance(unit, Grid):
            inner = (unit for cell in list_cells(unit.tag, facts) for unit in cell.units)
            yield from (item for item in inner if isinstance(item, Shots | PhotoGroup))


def open_layout_table(grid: Grid, facts: Sequence[Facts]) -> list[Unit] | None:
    """Return what a table holds that is there for its layout only; None for a true table."""
    found = list_cells(grid.tag, facts)
    filled = [cell for cell in found if cell.units]
    has_inner = any(isinstance(unit, PhotoGroup) for cell in filled for unit in cell.units)
    if len(filled) == 1 or has_inner:
        return [unit for cell in filled for unit in cell.units]
    worded = [cell for cell in found if cell.words]
    if not _is_layout(found):
        return None
    if any(len(cell.text) > LONGEST_CAPTION for cell in worded):
        return [unit for cell in filled for unit in cell.units]
    if not worded:
        first = next(unit for cell in found for unit in cell.units if isinstance(unit, Shots))
        return [Shots(tuple(picture for cell in found for picture in cell.pictures), first.facts)]
    is_above = filled[0].words and not filled[0].pictures and not filled[-1].words
    return list(_pair_photographs(found, -1 if is_above and filled[0].row != filled[-1].row else 1))


def _is_layout(found: list[TableCell]) -> bool:
    """Tell whether a table's words are no more than one for each photograph, row by row."""
    if any(isinstance(unit, Grid | Listing) for cell in found for unit in cell.units):
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


def _pair_photographs(found: list[TableCell], step: int) -> Iterator[Unit]:
    """Yield each photograph of a layout with the words inside, beside, or in the next row.

    ``step`` is 1 where words stand below their photographs, -1 where above.
    """
    used: set[int] = set()
    waiting: list[TableCell] = []
    for number in sorted({cell.row for cell in found}):
        row = [cell for cell in found if cell.row == number and id(cell) not in used]
        if step < 0 and not any(cell.pictures for cell in row):
            yield from _iter_left_over(waiting)
            waiting = row
            continue
        below = waiting if step < 0 else [cell for cell in found if cell.row == number + 1]
        shots = [cell for cell in row if cell.pictures]
        if (
            shots
            and not any(cell.pictures for cell in below)
            and not any(item.words for item in row)
        ):
            words = [cell for cell in below if cell.words]
            yield from _iter_row(shots, words)
            used |= {id(cell) for cell in words}
        else:
            yield from (*_iter_left_over(waiting), *_iter_beside(row))
        waiting = []
    yield from _iter_left_over(waiting)


def _iter_left_over(found: list[TableCell]) -> Iterator[Paragraph]:
    """Yield the paragraphs of cells that belong to no photograph."""
    return (words for cell in found for words in cell.words)


def _iter_row(shots: list[TableCell], words: list[TableCell]) -> Iterator[Unit]:
    """Yield a row of photographs with the row of words below: one below each, or one for all."""
    if len(words) == 1 and len(shots) > 1:
        numbers = [picture for cell in shots for picture in cell.pictures]
        yield share_caption(numbers, words[0].text)
        return
    pairs: list[tuple[int, str]] = []
    left = list(words)
    for cell in shots:
        column = cell.place.column
        fitting = next((item for item in left if item.place.column == column), None)
        if fitting:
            left.remove(fitting)
        pairs += share_caption(list(cell.pictures), fitting.text if fitting else "").pictures
    yield PhotoGroup(tuple(pairs))
    for cell in left:
        yield from cell.words


def _iter_beside(row: list[TableCell]) -> Iterator[Unit]:
    """Yield the photographs of a row with the words in their cells or in the cell beside."""
    texts = [cell for cell in row if cell.words and not cell.pictures]
    for cell in row:
        if not cell.pictures:
            continue
        text = cell.text
        if not text and texts:
            text = texts.pop(0).text
        yield share_caption(list(cell.pictures), text)
    for cell in texts:
        yield from cell.words


def share_caption(numbers: list[int], text: str) -> PhotoGroup:
    """Return photographs with one caption for all, which the last carries."""
    last = len(numbers) - 1
    return PhotoGroup(tuple((item, text if at == last else "") for at, item in enumerate(numbers)))


def convert_rows(grid: Grid, facts: Sequence[Facts]) -> tuple[list[list[str]], bool]:
    """Return a true table's cells as Markdown, and whether cells were merged.

    A short text merged over several rows stands in each of them.
    """
    found = list_cells(grid.tag, facts)
    width = max((cell.place.column + cell.place.width for cell in found), default=0)
    height = max((cell.row + 1 for cell in found), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in found:
        place = cell.place
        for mark in place.tag.find_all("strong") if place.row == 0 else ():
            mark.unwrap()
        text = _format_cell(cell)
        last = place.row + (place.height if len(text) <= LONGEST_REPEATED else 1)
        for row in rows[place.row : last]:
            row[place.column] = text
    return rows, any(cell.place.width > 1 or cell.place.height > 1 for cell in found)


def _format_cell(cell: TableCell) -> str:
    parts = []
    for unit in cell.units:
        if isinstance(unit, Paragraph):
            unit.tag.name = "p"
            parts.append(convert_to_inline(unit.tag))
        elif isinstance(unit, Listing):
            parts += [format_item(item) for item in unit.tag.find_all("li")]
        elif isinstance(unit, Grid):
            parts.append(format_item(unit.tag))
    return "<br>".join(filter(None, parts))


def format_item(tag: Tag) -> str:
    """Return a list's item or an inner table in a cell: its own words in one line."""
    copy = Tag(name="p")
    own = [
        content
        for content in tag.contents
        if not (isinstance(content, Tag) and content.name in ("ul", "ol"))
    ]
    copy.string = " ".join(
        extract_words(item) if isinstance(item, Tag) else str(item) for item in own
    )
    text = convert_to_inline(copy)
    return f"– {text}" if tag.name == "li" else text
