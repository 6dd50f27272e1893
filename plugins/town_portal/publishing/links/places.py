"""The outside links of a content folder, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from town_portal.core.content_files.opening import read_bytes
from town_portal.core.scan import scan_folder

_LINK = re.compile(r"""https?://[^\s"'<>\[\]{}|`\\]+""")
_AFTER = ".,;:!?)”’"
# What is no link for readers: former addresses, the portal's own, services, attributions.
_OTHERS = re.compile(
    r"^\s*(?:- )?\s*(original_url|site|address|tiles|link|base_url|api_root|source)\s*:"
)
_ITEM = re.compile(r"^(\s*)- ")
_ENDED = re.compile(r"\bended:\s*true\b")


@dataclass(frozen=True)
class LinkPlace:
    """A link in a file, on a line (from 1); ``is_ended``: the data say that it may have ended."""

    url: str
    file: Path
    line: int
    is_ended: bool = False


def iter_places(content: Path) -> Iterator[LinkPlace]:
    """Yield the outside links of all texts and data files, file by file."""
    paths = scan_folder(content, {}, 0).stamps
    for path in paths:
        if path.endswith(".md"):
            yield from iter_text_links(content / path, _read_text(content / path, content))
    for path in paths:
        if path.endswith(".yaml") and path.startswith("data/") and path.count("/") == 1:
            yield from iter_data_links(content / path, _read_text(content / path, content))


def _read_text(file: Path, content: Path) -> str:
    return read_bytes(file, content).decode("utf-8-sig", "replace")


def iter_text_links(file: Path, text: str) -> Iterator[LinkPlace]:
    """Yield the links of an article or a page."""
    for number, line in enumerate(text.splitlines(), 1):
        if not _OTHERS.match(line):
            yield from (LinkPlace(url, file, number) for url in iter_addresses(line))


def iter_data_links(file: Path, text: str) -> Iterator[LinkPlace]:
    """Yield the links of a data file; what stands behind a ``#`` is a remark."""
    lines = [re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines()]
    ended = _find_ended_lines(lines)
    for number, line in enumerate(lines, 1):
        if not _OTHERS.match(line):
            yield from (
                LinkPlace(url, file, number, number in ended) for url in iter_addresses(line)
            )


def iter_addresses(line: str) -> Iterator[str]:
    """Yield the addresses in a line, without the marks that end a sentence."""
    for match in _LINK.finditer(line):
        url = match[0]
        while url[-1] in _AFTER and not (url[-1] == ")" and url.count("(") >= url.count(")")):
            url = url[:-1]
        yield url


def _find_ended_lines(lines: list[str]) -> set[int]:
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
