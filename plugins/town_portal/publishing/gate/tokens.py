"""HTML cut into tags, where it is so plain that no parser could complain of it. Pure.

html5lib, the judge, needs 60 ms for a page; ten thousand pages would take ten minutes. What stands
here is a strict grammar of the HTML that this project writes: every tag closed in order, quoted
attributes, elements only where they belong. Where a page follows it, html5lib has nothing to say
(tests/publish/gate/test_tokens.py holds it to that); where not, html5lib is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from typing import NamedTuple

from town_portal.publishing.gate.grammar import Stack

Attributes = Mapping[str, str]
_TAG = re.compile(
    r"(/?)([a-zA-Z][a-zA-Z0-9-]*)"
    r"((?:\s+[a-zA-Z_:@][\w:.@-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)",
    re.ASCII,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));|([a-zA-Z][a-zA-Z0-9]*;)|)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff\U0001fffe\U0001ffff]")
_HIGH = re.compile("[\U0001fffe-\U0010ffff]")
"""Among these are code points that no text has; whoever uses them is judged by the parser."""
RAW = frozenset({"script", "style", "title", "textarea"})
"""What holds text alone, up to its own end."""
MOST = 50_000
"""Different tags that are remembered; those of all pages' heads and menus are among them."""
DOCTYPE = "!doctype html"


class Tag(NamedTuple):
    """A start or end tag."""

    name: str
    is_end: bool
    attributes: Attributes
    is_closed: bool


@dataclass
class PageTags:
    """What a page is made of.

    ``elements`` are tags with their attributes, in order; ``scripts`` those of them that are
    scripts, with their texts. ``errors`` are a parser's complaints.
    """

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    scripts: list[tuple[Attributes, str]] = field(default_factory=list)
    title: str = ""
    errors: tuple[str, ...] = ()


class NotPlain(Exception):
    """A page that does not follow the grammar: a parser must be asked."""


def cut_tags(source: str, is_fragment: bool = False) -> PageTags | None:
    """Return the tags of a page, or of a fragment of a body; None where a parser must be asked."""
    if _CONTROL.search(source) or _HIGH.search(source):
        return None
    try:
        return _Reading(source.split("<"), Stack(is_fragment)).read()
    except NotPlain:
        return None


@dataclass
class _Reading:
    """A page while it is cut at each ``<``."""

    parts: list[str]
    stack: Stack
    found: PageTags = field(default_factory=PageTags)
    place: int = 0

    def read(self) -> PageTags:
        """Return what is found; raises NotPlain."""
        stack, elements = self.stack, self.found.elements
        self._text(self.parts[0])
        while (place := self.place + 1) < len(self.parts):
            self.place = place
            written, mark, text = self.parts[place].partition(">")
            tag = _KNOWN.get(written) or _parse_tag(written)
            if tag is None or not mark:
                self._doctype(written)
            elif tag.is_end:
                stack.close(tag.name)
            else:
                elements.append((tag.name, tag.attributes))
                stack.open(tag.name, tag.attributes, tag.is_closed)
                if tag.name in RAW and not stack.is_in_svg:
                    text = self._raw(tag, text)
            self._text(text)
        if not stack.is_done():
            raise NotPlain
        return self.found

    def _doctype(self, written: str) -> None:
        if written.lower() != DOCTYPE:
            raise NotPlain
        self.stack.doctype()

    def _text(self, text: str) -> None:
        """Take what stands between two tags."""
        if "&" in text and not _has_only_references(text):
            raise NotPlain
        if text.strip(" \t\n"):
            self.stack.text()

    def _raw(self, tag: Tag, text: str) -> str:
        """Take what stands within a script or the like, and return what is behind it."""
        end = f"/{tag.name}"
        pieces = [text]
        while (place := self.place + 1) < len(self.parts):
            self.place = place
            part = self.parts[place]
            if part.lower().startswith(end):
                break
            pieces.append(part)
        else:
            raise NotPlain
        written, mark, rest = part.partition(">")
        if written != end or not mark:
            raise NotPlain
        self.stack.close(tag.name)
        self._take_text(tag, "<".join(pieces))
        return rest

    def _take_text(self, tag: Tag, text: str) -> None:
        if tag.name == "script":
            if "<!--" in text:  # begins another state of the script
                raise NotPlain
            self.found.scripts.append((tag.attributes, text))
        elif tag.name != "style" and "&" in text and not _has_only_references(text):
            raise NotPlain
        if tag.name == "title" and not self.found.title:
            self.found.title = unescape(text)


_KNOWN: dict[str, Tag] = {}


def _parse_tag(written: str) -> Tag | None:
    """Return a tag that was not met before; None where it is no plain one."""
    match = _TAG.fullmatch(written)
    if not match:
        return None
    end, name, attributes, closed = match.groups()
    if end and (attributes or closed):
        raise NotPlain
    tag = Tag(name.lower(), bool(end), _parse_attributes(attributes), bool(closed))
    if len(_KNOWN) >= MOST:
        _KNOWN.clear()
    _KNOWN[written] = tag
    return tag


def _parse_attributes(text: str) -> Attributes:
    """Return the attributes of a start tag; raises NotPlain where one stands twice."""
    if "&" in text and not _has_only_references(text):
        raise NotPlain
    found: dict[str, str] = {}
    for name, double, single in _ATTRIBUTE.findall(text):
        key = name.lower()
        if key in found:
            raise NotPlain
        value = double or single
        found[key] = unescape(value) if "&" in value else value
    return found


def _has_only_references(text: str) -> bool:
    """Tell whether every ampersand begins a complete reference to a character."""
    for match in _REFERENCE.finditer(text):
        sixteen, ten, name = match.groups()
        if name:
            if name not in html5:
                return False
            continue
        if not (sixteen or ten):
            return False
        code = int(sixteen, 16) if sixteen else int(ten)
        if not (code in (9, 10) or 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800):
            return False
    return True
