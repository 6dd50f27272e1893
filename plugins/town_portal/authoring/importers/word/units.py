"""mammoth's HTML as a row of units: words, photographs, lists, tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from town_portal.authoring.importers.word.book import Facts
from town_portal.authoring.importers.word.flat import PLACE

_PLACE = re.compile(rf"{PLACE}(\d+)")
_NOTE = re.compile(r"(footnote|endnote)-")
_APART = re.compile("br|p|li|td|th|tr|h[1-6]")
NOTE = "note"
"""The element that stands where a footnote is referred to; ``n`` is its number."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading of a level from 1 on."""

    tag: Tag
    facts: Facts
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Shots:
    """Photographs that stand together (their numbers), without words so far."""

    pictures: tuple[int, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class PhotoGroup:
    """Photographs that stand together, each with the words that belong to it."""

    pictures: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    tag: Tag


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    tag: Tag


Unit = Paragraph | Shots | PhotoGroup | Listing | Grid


def parse_html(html: str) -> tuple[BeautifulSoup, list[Tag]]:
    """Return mammoth's HTML as a tree, and its notes in the order of their references."""
    soup = BeautifulSoup(html, "html.parser")
    for marker in soup.find_all("a", id=_PLACE):
        if marker.parent is not None:
            marker.parent["data-place"] = str(marker["id"])[len(PLACE) :]
        marker.decompose()
    notes = _take_notes(soup)
    _mark_references(soup)
    for text in soup.find_all(string=True):
        text.replace_with(NavigableString(re.sub(r"\s+", " ", str(text))))
    for tag in soup.find_all(["strong", "em", "sup", "sub", "a"]):
        if not tag.get_text(strip=True):
            tag.unwrap()
    return soup, notes


def _mark_references(soup: BeautifulSoup) -> None:
    """Put an element of its own where a note is referred to."""
    for number, link in enumerate(soup.find_all("a", href=re.compile(f"^#{_NOTE.pattern}")), 1):
        holder = link.find_parent("sup") or link
        holder.replace_with(soup.new_tag(NOTE, n=str(number)))


def _take_notes(soup: BeautifulSoup) -> list[Tag]:
    """Take the list of notes, which mammoth puts at the end, out of the tree."""
    items = list(soup.find_all("li", id=_NOTE))
    holders = {id(item.parent): item.parent for item in items}
    for holder in holders.values():
        if holder is not None:
            holder.extract()
    for item in items:
        for back in item.find_all("a", href=re.compile("^#")):
            back.decompose()
    return items


def extract_words(tag: Tag) -> str:
    """Return the words of a tag; a line's end is a blank, references to notes are left out."""
    parts = []
    for node in tag.descendants:
        if isinstance(node, NavigableString):
            parts.append(str(node))
        elif isinstance(node, Tag) and _APART.fullmatch(node.name):
            parts.append(" ")
    return " ".join("".join(parts).split())


def note_numbers(tag: Tag) -> list[int]:
    """Return the numbers of the notes that a tag refers to."""
    return [int(str(item["n"])) for item in tag.find_all(NOTE)]


def get_facts(tag: Tag, facts: Sequence[Facts]) -> Facts:
    """Return how the paragraph looks that a tag was made of."""
    place = tag.get("data-place")
    return facts[int(str(place))] if place is not None else Facts()


def iter_units(nodes: Iterable[object], facts: Sequence[Facts]) -> Iterator[Unit]:
    """Yield what stands in a tree, in its order; empty paragraphs are left out."""
    for tag in nodes:
        if not isinstance(tag, Tag):
            continue
        if tag.name == "table":
            yield Grid(tag)
        elif tag.name in ("ul", "ol"):
            yield from _iter_listings(tag, facts)
        else:
            found = get_facts(tag, facts)
            text = extract_words(tag)
            level = int(tag.name[1]) if re.fullmatch("h[1-6]", tag.name) else 0
            if found.pictures:
                yield Shots(found.pictures, found)
            elif text or tag.find(NOTE):
                yield Paragraph(tag, found, text, level)


def _iter_listings(tag: Tag, facts: Sequence[Facts]) -> Iterator[Listing]:
    """Yield a list, as several where its numbers begin anew; each knows where it begins."""
    tag = _lift_items(tag)
    for inner in tag.find_all("ol"):
        _begin(inner, facts)
    items = list(tag.find_all("li", recursive=False))
    parts: list[list[Tag]] = []
    last: int | None = None
    for item in items:
        number = get_facts(item, facts).number
        if not parts or (number is not None and last is not None and number != last + 1):
            parts.append([])
        parts[-1].append(item)
        last = number
    for part in parts:
        made = BeautifulSoup("", "html.parser").new_tag(tag.name)
        made.extend([item.extract() for item in part])
        _begin(made, facts)
        yield Listing(made)


def _lift_items(tag: Tag) -> Tag:
    """Return a list without items that hold nothing but a list: mammoth's way to a deeper level."""
    items = tag.find_all("li", recursive=False)
    inner = items[0].find(["ul", "ol"], recursive=False) if len(items) == 1 else None
    if inner is not None and "data-place" not in items[0].attrs:
        return _lift_items(inner)
    for item in tag.find_all("li"):
        if "data-place" not in item.attrs:
            for deeper in item.find_all(["ul", "ol"], recursive=False):
                deeper.unwrap()
            item.unwrap()
    return tag


def _begin(tag: Tag, facts: Sequence[Facts]) -> None:
    first = tag.find("li", recursive=False)
    number = get_facts(first, facts).number if isinstance(first, Tag) else None
    if tag.name == "ol" and number is not None:
        tag["start"] = str(number)
