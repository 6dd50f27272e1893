"""The outside links of a content folder, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from town_portal.core.content_files.opening import read_bytes
from town_portal.core.scan import scan

_LINK = re.compile(r"""https?://[^\s"'<>\[\]{}|`\\]+""")
_AFTER = ".,;:!?)”’"
# What is no link for readers: former addresses, the portal's own, services, attributions.
_OTHERS = re.compile(
    r"^\s*(?:- )?\s*(original_url|site|address|tiles|link|base_url|api_root|source)\s*:"
)
_ITEM = re.compile(r"^(\s*)- ")
_ENDED = re.compile(r"\bended:\s*true\b")


@dataclass(frozen=True)
class Place:
    """A link in a file, on a line (from 1); ``is_ended``: the data say that it may have ended."""

    url: str
    file: Path
    line: int
    is_ended: bool = False


def gather(content: Path) -> Iterator[Place]:
    """Yield the outside links of all texts and data files, file by file."""
    paths = scan(content, {}, 0).stamps
    for path in paths:
        if path.endswith(".md"):
            yield from in_text(content / path, _text(content / path, content))
    for path in paths:
        if path.endswith(".yaml") and path.startswith("data/") and path.count("/") == 1:
            yield from in_data(content / path, _text(content / path, content))


def _text(file: Path, content: Path) -> str:
    return read_bytes(file, content).decode("utf-8-sig", "replace")


def in_text(file: Path, text: str) -> Iterator[Place]:
    """Yield the links of an article or a page."""
    for number, line in enumerate(text.splitlines(), 1):
        if not _OTHERS.match(line):
            yield from (Place(url, file, number) for url in found(line))


def in_data(file: Path, text: str) -> Iterator[Place]:
    """Yield the links of a data file; what stands behind a ``#`` is a remark."""
    lines = [re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines()]
    ended = _ended(lines)
    for number, line in enumerate(lines, 1):
        if not _OTHERS.match(line):
            yield from (Place(url, file, number, number in ended) for url in found(line))


def found(line: str) -> Iterator[str]:
    """Yield the addresses in a line, without the marks that end a sentence."""
    for match in _LINK.finditer(line):
        url = match[0]
        while url[-1] in _AFTER and not (url[-1] == ")" and url.count("(") >= url.count(")")):
            url = url[:-1]
        yield url


def _ended(lines: list[str]) -> set[int]:
    """Return the numbers of the lines whose item of a list says ``ended: true``."""
    ended: set[int] = set()
    item: list[int] = []
    for number, line in enumerate(lines, 1):
        if _ITEM.match(line):
            item = []
        item.append(number)
        if _ENDED.search(line):
            ended.update(item)
    return ended
