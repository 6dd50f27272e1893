"""Split an article's file into front matter and body, whichever way its head is written."""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from town_portal.core.data import yamldoc
from town_portal.core.text import normalize_text

_HEADER_LINE = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_IN_A_HEAD = re.compile(rf"{_HEADER_LINE.pattern}|[ \t].*|- .*|", re.ASCII)
NO_HEAD = (
    "bài thiếu phần đầu; dòng đầu tiên phải là --- , rồi đến title, date, category, rồi lại ---"
)
NOT_FIELDS = "phần đầu phải gồm các dòng “tên trường: giá trị”"
NOT_OPENED = "phần đầu chưa mở; hãy thêm một dòng --- trước trường đầu tiên"
NOT_CLOSED = "phần đầu chưa đóng; hãy thêm một dòng --- sau trường cuối cùng"


@dataclass(frozen=True)
class Parts:
    """A file in two: its validated-to-be head, and the body with the line it starts on (from 1)."""

    head: yamldoc.YamlDocument
    body: str
    body_line: int


def split_front_matter(text: str) -> Parts:
    """Return ``text`` in two parts; raises YamlError when its head can't be read.

    The head is YAML between ``---`` lines, or Pelican's own: ``Title: …`` lines up to the first
    empty one.
    """
    lines = normalize_text(text).split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip() == "---":
        return _split_fenced(lines, first)
    if _is_unopened(lines[first:]):
        raise yamldoc.YamlError(first + 1, NOT_OPENED)
    return _split_header(lines, first)


def _is_unopened(lines: list[str]) -> bool:
    """Tell whether nothing but fields stands above a line of dashes that none before has opened."""
    above = list(takewhile(lambda line: line.rstrip() != "---", lines))
    if len(above) == len(lines) or not _HEADER_LINE.fullmatch(lines[0].rstrip()):
        return False
    return all(_IN_A_HEAD.fullmatch(line.rstrip()) for line in above)


def _split_fenced(lines: list[str], first: int) -> Parts:
    for index in range(first + 1, len(lines)):
        if lines[index].rstrip() in ("---", "..."):
            head = yamldoc.parse_yaml("\n".join(lines[first + 1 : index]), first + 2)
            if head.value is not None and not isinstance(head.value, dict):
                raise yamldoc.YamlError(first + 2, NOT_FIELDS)
            return Parts(head, "\n".join(lines[index + 1 :]), index + 2)
    raise yamldoc.YamlError(first + 1, NOT_CLOSED)


def _split_header(lines: list[str], first: int) -> Parts:
    document = yamldoc.YamlDocument(lines={(): first + 1})
    found: dict[str, Any] = {}
    index, key = first, ""
    while index < len(lines) and lines[index].strip():
        match = _HEADER_LINE.fullmatch(lines[index].rstrip())
        if match:
            key = match[1].lower()
            if key in found:
                document.twice.append((key,))
            document.lines[(key,)] = index + 1
            found[key] = match[2].strip()
        elif key and lines[index].startswith((" ", "\t")):
            found[key] = f"{found[key]}\n{lines[index].strip()}".strip()
        else:
            raise yamldoc.YamlError(index + 1, NOT_FIELDS if key else NO_HEAD)
        index += 1
    if not found:
        raise yamldoc.YamlError(first + 1, NO_HEAD)
    document.value = found
    return Parts(document, "\n".join(lines[index:]), index + 1)
