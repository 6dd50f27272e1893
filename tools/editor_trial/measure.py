"""Compare what a clipboard shows with what the portal shows after editor and converter. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bs4 import BeautifulSoup, Comment, Tag
from markdown import Markdown

from plugins._kit.text import nfc
from plugins.importers.page.blocks import Block, Walk
from plugins.importers.page.tree import parsed, safe

_HIDDEN = ["script", "style", "head", "xml", "iframe", "form", "template", "svg"]
_GAP = re.compile(r"\(Chỗ này còn thiếu [^)]*\.\)")
_EXTENSIONS = ["plugins._kit.markup", "plugins._kit.table", "sane_lists", "tables", "footnotes"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Words, cells in row order, list items with numbers, and pictures of a piece of HTML."""

    words: Counter[str]
    cells: list[str]
    numbers: list[str]
    pictures: int


def read_shown(html: str) -> Shown:
    """Return what a reader sees of ``html``, without notices of missing pictures."""
    soup = BeautifulSoup(html, "lxml")
    for node in [*soup.find_all(_HIDDEN), *soup.find_all("span", class_="external")]:
        node.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    numbers = _numbers(soup)
    for mark in soup.find_all(style=re.compile(r"mso-list:\s*Ignore", re.I)):
        mark.decompose()
    pictures = len(soup.find_all("img"))
    cells = [_plain(cell) for cell in soup.find_all(["td", "th"])]
    return Shown(Counter(_plain(soup).split()), [cell for cell in cells if cell], numbers, pictures)


def convert(html: str) -> str:
    """Return an editor's HTML as the portal shows it, by way of Markdown."""
    blocks = Walk("").blocks(safe(parsed(html)))
    markdown = "\n\n".join(filter(None, map(_markdown, blocks)))
    return Markdown(extensions=_EXTENSIONS).convert(markdown)


def _markdown(block: Block) -> str:
    if block.shots:
        return "\n".join(f"![{shot.alt}]({shot.name or 'anh.png'})" for shot in block.shots)
    return block.markdown


def _plain(tag: Tag) -> str:
    text = _GAP.sub(" ", nfc(tag.get_text(" ")))
    return " ".join(re.findall(r"\w+", text))


def _numbers(soup: BeautifulSoup) -> list[str]:
    numbers = []
    for item in soup.select("ol > li"):
        parent = item.parent
        start = int(str(parent.get("start", "1"))) if parent else 1
        numbers.append(str(start + len(item.find_previous_siblings("li"))))
    for mark in soup.find_all(style=re.compile(r"mso-list:\s*Ignore", re.I)):
        match = re.match(r"\d+|[a-z]", mark.get_text().strip())
        if match:
            text = match[0]
            numbers.append(text if text.isdigit() else str(ord(text) - 96))
    return sorted(numbers)
