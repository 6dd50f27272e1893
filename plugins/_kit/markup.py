"""Markdown as staff may use it: no raw HTML but a short list, every link known with its line.

A Python-Markdown extension. Beside the HTML it leaves on the ``Markdown`` instance:
``faults`` [(line, sentence)], ``links`` [Link] and ``first_paragraph`` (plain text). Lines count
from 1 in the text that was converted.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

ALLOWED = frozenset(("sub", "sup", "abbr", "kbd", "br", "details", "summary"))
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_TAG = re.compile(r"<(?:!--|!\[CDATA|[!?]|/?([A-Za-z][^\s/>]*)([^>]*)>?)")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+>", re.I)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_ABBR_TITLE = re.compile(r'\s+title="[^"<>]*"\s*')
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_BLANKS = re.compile(r"[\x00-\x20]")
_DETAILS = re.compile(r"^<details>\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body: its address as written and the line (from 1) it stands on."""

    address: str
    line: int


class Finder:
    """Finds the line of things in a source text, in the order in which they come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._from: dict[str, int] = {}

    def line(self, needle: str) -> int:
        """Return the line (from 1) of the next ``needle``, or of the last one found, or 1."""
        at = self.text.find(needle, self._from.get(needle, 0)) if needle else -1
        if at < 0:
            at = max(self._from.get(needle, 1) - 1, 0)
        else:
            self._from[needle] = at + 1
        return self.text.count("\n", 0, at) + 1


def raw_html_faults(lines: list[str]) -> list[tuple[int, str]]:
    """Return (line, sentence) for each raw HTML tag in ``lines`` that is not allowed."""
    return [
        (number, _sentence(match))
        for number, line in enumerate(lines, 1)
        for match in _TAG.finditer(_CODE_SPAN.sub("", _AUTOLINK.sub("", line.replace(r"\<", ""))))
        if not _allowed(match)
    ]


def _allowed(match: re.Match[str]) -> bool:
    name, rest = (match[1] or "").lower(), match[2] or ""
    if name not in ALLOWED or not match[0].endswith(">"):
        return False
    return not rest.strip(" /") or (name == "abbr" and bool(_ABBR_TITLE.fullmatch(rest)))


def _sentence(match: re.Match[str]) -> str:
    return (
        f"không dùng được mã HTML “{match[0][:40]}” trong bài; hãy xóa, hoặc thay bằng cách viết "
        "Markdown (chỉ nhận: sub, sup, abbr, kbd, br, details, summary)"
    )


def _as_browsers_read(address: str) -> str:
    """Return an address without the disguises that browsers see through (URL Standard, 4.1)."""
    return _BLANKS.sub("", unescape(address))


class _Guard(Preprocessor):
    """Finds raw HTML before Python-Markdown takes it out of the text."""

    def run(self, lines: list[str]) -> list[str]:
        self.md: Any
        self.md.faults = raw_html_faults(lines)
        self.md.finder = Finder("\n".join(lines))
        self.md.links = []
        self.md.first_paragraph = ""
        text = _DETAILS.sub('<details markdown="1">', "\n".join(lines))
        return text.split("\n")


class _Survey(Treeprocessor):
    """Notes links and the first paragraph; refuses links that would run something."""

    def run(self, root: ET.Element) -> None:
        md: Any = self.md
        for element in root.iter("a"):
            address = element.get("href", "")
            if element.get("class", "").startswith("footnote"):
                continue
            link = Link(address, md.finder.line(address))
            scheme = _SCHEME.match(_as_browsers_read(address))
            if not address:
                md.faults.append((link.line, "liên kết không có địa chỉ; hãy ghi địa chỉ hoặc xóa"))
            elif scheme and scheme[1].lower() not in SCHEMES:
                md.faults.append((link.line, f"không nhận liên kết loại “{scheme[1]}:”"))
            else:
                md.links.append(link)
        for element in root.iter("p"):
            text = " ".join("".join(element.itertext()).split())
            if text:
                md.first_paragraph = text
                break


class _Rest(Treeprocessor):
    """The net below the guard: no raw HTML but what is allowed is left to be put back."""

    def run(self, _root: ET.Element) -> None:
        md: Any = self.md
        known = {line for line, _ in md.faults}
        for raw in md.htmlStash.rawHtmlBlocks:
            for match in _TAG.finditer(raw) if isinstance(raw, str) else ():
                line = md.finder.line(match[0])
                if not _allowed(match) and line not in known:
                    md.faults.append((line, _sentence(match)))


class PortalMarkup(Extension):
    """The portal's Markdown: see the module's text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the guard; take out indented code, which pasted text would fall into."""
        md.preprocessors.register(_Guard(md), "portal-guard", 35)
        md.treeprocessors.register(_Survey(md), "portal-survey", -20)
        md.treeprocessors.register(_Rest(md), "portal-rest", -30)
        md.parser.blockprocessors.deregister("code")


def makeExtension(**options: Any) -> PortalMarkup:  # noqa: N802
    """Python-Markdown's way to name an extension by its module."""
    return PortalMarkup(**options)
