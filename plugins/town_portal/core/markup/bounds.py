"""Limits for one text: some parts of Python-Markdown take quadratic time.

Within these bounds any text is converted in at most a second or two; no article that people read
comes near them. Pure.
"""

import re
from collections.abc import Iterator
from itertools import islice

from town_portal.core.text import format_number

MOST_LETTERS = 500_000
MOST_LINES = 15_000
MOST_LINES_TOGETHER = 3_000
"""Lines without an empty one between them: a table, a list, a paragraph."""
MOST_MARKS = 10_000
"""Characters of the whole text that may be Markdown syntax."""
MOST_MARKS_TOGETHER = 1_500
"""The same on one line, or in one paragraph."""
MOST_NOTES = 500
"""References to footnotes, with the footnotes themselves twice as many."""
DEEPEST = 40
"""Levels of lists and quotations within each other."""
MOST_OPEN = 40
"""Brackets that are open at once."""

_MARK = re.compile(r"[\[*_`\\<&]")
_MARKS = "[*_`\\<&"
_BRACKET = re.compile(r"[\[\]()]")
_TOGETHER = re.compile(r"[^\n]+(?:\n[^\n]+)*")
TOO_LONG = "bài dài quá {} ký tự; hãy tách thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm"
TOO_MANY_LINES = "bài có quá {} dòng; hãy tách thành nhiều bài, hoặc đưa bảng dài vào tệp đính kèm"
TOO_LONG_BLOCK = (
    "bảng, danh sách hoặc đoạn văn này có quá {} dòng liền nhau; hãy tách ra bằng dòng trống, "
    "hoặc đưa bảng dài vào tệp đính kèm"
)
TOO_MANY_MARKS = (
    "có quá {} ký hiệu Markdown (như *, [, <, &) trong {}; hãy xóa các ký hiệu thừa kể từ dòng này"
)
TOO_MANY_NOTES = "bài có quá {} ghi chú cuối trang; hãy tách thành nhiều bài, hoặc bỏ bớt ghi chú"
TOO_LONG_NUMBER = "mã ký tự “&#…;” quá dài; hãy gõ thẳng ký tự ấy, hoặc xóa"
TOO_DEEP = "danh sách hoặc trích dẫn lồng nhau quá {} cấp; hãy bớt dấu > hoặc bớt thụt đầu dòng"
TOO_MANY_OPEN = "có quá {} dấu ngoặc mở mà chưa đóng trong một đoạn; hãy xóa hoặc đóng ngoặc"
_LEVEL = r"(?: {4}| {0,3}(?:>|(?:[-*+]|\d+\.)(?= )))"
_NOTE = r"(?:\[\^[^\]\n]*\]: *)?"
_NOWHERE = {
    re.compile(rf"\n{_NOTE}{_LEVEL}{{{DEEPEST + 1}}}"): TOO_DEEP.format(DEEPEST),
    re.compile(rf">(?: ?>){{{DEEPEST}}}"): TOO_DEEP.format(DEEPEST),
    re.compile(r"&#[xX]?[0-9a-fA-F]{8}"): TOO_LONG_NUMBER,
}
"""Patterns that occur in no text written by people, each after a line break."""


def find_excess(text: str) -> tuple[int, str] | None:
    """Return the line (from 1) and the message if a text exceeds a limit, else None."""
    found = next(_find_excesses(text), None)
    return (text.count("\n", 0, found[0]) + 1, found[1]) if found else None


def _find_excesses(text: str) -> Iterator[tuple[int, str]]:
    for pattern, sentence in _NOWHERE.items():
        if found := pattern.search(f"\n{text}"):
            yield found.start(), sentence
    if len(text) > MOST_LETTERS:
        yield MOST_LETTERS, TOO_LONG.format(format_number(MOST_LETTERS))
    if text.count("\n") > MOST_LINES:
        yield len(text), TOO_MANY_LINES.format(format_number(MOST_LINES))
    marks = sum(map(text.count, _MARKS))
    if marks > MOST_MARKS:
        yield (
            _find_nth_mark(text, MOST_MARKS),
            TOO_MANY_MARKS.format(format_number(MOST_MARKS), "một bài"),
        )
    if text.count("[^") > 2 * MOST_NOTES:
        yield text.find("[^"), TOO_MANY_NOTES.format(MOST_NOTES)
    if max(marks, text.count("("), text.count("\n") // 75) > MOST_OPEN:  # else no block has more
        yield from _find_in_blocks(text)


def _find_in_blocks(text: str) -> Iterator[tuple[int, str]]:
    for block in _TOGETHER.finditer(text):
        yield from ((block.start() + at, said) for at, said in _find_in_block(block[0]))


def _find_in_block(block: str) -> Iterator[tuple[int, str]]:
    if block.count("\n") >= MOST_LINES_TOGETHER:
        yield 0, TOO_LONG_BLOCK.format(format_number(MOST_LINES_TOGETHER))
    start = 0
    many = sum(map(block.count, _MARKS)) > MOST_MARKS_TOGETHER
    for part in block.split("\n") if many and _has_rows(block) else (block,):
        if many and sum(map(part.count, _MARKS)) > MOST_MARKS_TOGETHER:
            sentence = TOO_MANY_MARKS.format(format_number(MOST_MARKS_TOGETHER), "một đoạn")
            yield start + _find_nth_mark(part, MOST_MARKS_TOGETHER), sentence
        start += len(part) + 1
    if block.count("[") > MOST_OPEN or block.count("(") > MOST_OPEN:
        yield from _find_open(block)


def _has_rows(block: str) -> bool:
    """Tell whether every line of a block is a list item or a table row."""
    return all(re.match(r"[ |]*(?:\||[-*+] |\d+\. |\[)| {4}", line) for line in block.split("\n"))


def _find_open(block: str) -> Iterator[tuple[int, str]]:
    opened = {"[": 0, "(": 0}
    for bracket in _BRACKET.finditer(block):
        kind = bracket[0]
        if kind in opened:
            opened[kind] += 1
            if opened[kind] > MOST_OPEN:
                yield bracket.start(), TOO_MANY_OPEN.format(MOST_OPEN)
                return
        else:
            kind = "[" if kind == "]" else "("
            opened[kind] = max(0, opened[kind] - 1)


def _find_nth_mark(text: str, place: int) -> int:
    return next(islice(_MARK.finditer(text), place, None)).start()
