"""A table for the terminal. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from plugins.commands.bench.goals import Column, Row

MISSED = "✗"


def table(rows: Sequence[Row], columns: Sequence[Column], of: str = "Trang") -> str:
    """Give the rows under their headings; a figure that is not as wanted is marked.

    ``of`` says what each row is.
    """
    head = [of, *(column.title for column in columns)]
    body = [[row.name, *(cell(row, column) for column in columns)] for row in rows]
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    return "\n".join(line(cells, widths) for cells in [head, *body])


def cell(row: Row, column: Column) -> str:
    """Give a figure, with a mark behind it when it is not as wanted."""
    text = column.text(row.figures[column.key])
    return f"{text} {MISSED}" if row.misses(column.key) else text


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Give one line: the first cell stands left, the figures right."""
    gaps = [" " * (wide - width(text)) for text, wide in zip(cells, widths, strict=True)]
    figures = [gap + text for text, gap in zip(cells[1:], gaps[1:], strict=True)]
    return "  ".join([cells[0] + gaps[0], *figures]).rstrip()


def width(text: str) -> int:
    """Give how many places of a terminal a text takes; marks over letters take none."""
    return sum(not unicodedata.combining(letter) for letter in text)
