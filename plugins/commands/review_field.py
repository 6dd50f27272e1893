"""The field ``review`` written into an article's file; every other byte stays as it is. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import yaml

from plugins._kit import frontmatter, yamldoc
from plugins._kit.text import nfc

FIELD = "review"
ENDS = "\r\n"
_KEY = re.compile(rf"{FIELD}:", re.IGNORECASE)
NO_PLACE = (
    "không tự ghi được trường review vào đầu bài này; hãy mở tệp và ghi bằng tay, trước dòng --- "
    "thứ hai: {}"
)


class NoPlace(ValueError):
    """The head is written in a way into which nothing can be put safely; a Vietnamese sentence."""


def with_review(text: str, fields: Mapping[str, str]) -> str:
    """Return an article's text with ``review`` set to ``fields``.

    ``text`` has its line ends as in the file. Raises NoPlace, and YamlError for a broken head.
    """
    lines = list(StringIO(text, newline=""))
    first = next((index for index, line in enumerate(lines) if nfc(line).strip()), 0)
    is_fenced = bool(lines) and nfc(lines[first]).strip() == "---"
    put = _into_fenced if is_fenced else _into_header
    said = _said(text)
    made = "".join(put(lines, first, fields))
    try:
        is_right = _said(made) == said and _split(made).head.value.get(FIELD)
    except yamldoc.YamlError:
        is_right = False
    if not is_right:
        raise NoPlace(NO_PLACE.format(_flow(fields)))
    return made


def _split(text: str) -> frontmatter.Parts:
    return frontmatter.split(text.replace("\r\n", "\n").replace("\r", "\n"))


def _said(text: str) -> tuple[Any, str]:
    """Return all that a text says but for ``review``."""
    parts = _split(text)
    head = parts.head.value
    kept = {name: value for name, value in head.items() if name != FIELD} if head else head
    return kept, parts.body


def _into_fenced(lines: Sequence[str], first: int, fields: Mapping[str, str]) -> list[str]:
    """Return the lines of a file whose head stands between ``---`` with the field in it."""
    plain = [nfc(line).rstrip() for line in lines]
    closed = [index for index in range(first + 1, len(lines)) if plain[index] in ("---", "...")]
    end = closed[0] if closed else len(lines)
    head = "\n".join(nfc(line).rstrip(ENDS) for line in lines[first + 1 : end])
    place = _span(yaml.compose(head, Loader=yamldoc._Loader))
    begin, after = (first + 1 + at for at in place) if place else (end, end)
    block = [f"{FIELD}:", *(f"  {name}: {_word(value)}" for name, value in fields.items())]
    return _replaced(lines, begin, after, block)


def _span(head: yaml.Node | None) -> tuple[int, int] | None:
    """Return from which line of the head until before which the field stands; None without it."""
    for key, value in getattr(head, "value", None) or ():
        if key.value == FIELD:
            return key.start_mark.line, _last_line(value) + 1
    return None


def _last_line(node: yaml.Node) -> int:
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    line: int = node.end_mark.line
    return line - 1 if is_block and node.end_mark.column == 0 else line


def _into_header(lines: Sequence[str], first: int, fields: Mapping[str, str]) -> list[str]:
    """Return the lines of a file with Pelican's own head, ``Title: …``, with the field in it."""
    end = first
    while end < len(lines) and lines[end].strip():
        end += 1
    begin = next((at for at in range(first, end) if _KEY.match(nfc(lines[at]))), end)
    after = min(begin + 1, end)
    while begin < after < end and lines[after][:1] in (" ", "\t"):
        after += 1
    return _replaced(lines, begin, after, [f"Review: {_flow(fields)}"])


def _replaced(lines: Sequence[str], begin: int, after: int, block: Sequence[str]) -> list[str]:
    """Return the lines with others in place of some, which end as the file's lines do."""
    ending = lines[0][len(lines[0].rstrip(ENDS)) :] or "\n"
    before = list(lines[:begin])
    if before and not before[-1].endswith(tuple(ENDS)):
        before[-1] += ending
    return [*before, *(line + ending for line in block), *lines[after:]]


def _flow(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {_word(value)}" for name, value in fields.items()) + "}"


def _word(value: str) -> str:
    """Return a value as YAML, in quotes where it would be read as something else."""
    try:
        if yamldoc.parse(f"{{by: {value}}}").value == {"by": value}:
            return value
    except yamldoc.YamlError:
        pass
    return json.dumps(value, ensure_ascii=False)
