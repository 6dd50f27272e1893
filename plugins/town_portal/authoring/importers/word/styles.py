"""What runs and paragraphs look like: their own marks, their styles', the document's. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from town_portal.authoring.importers.word.package import Node, child, value

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; ``size`` in points, 0 where nothing says."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0
    raised: str = ""
    struck: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: its name in small letters and what it says."""

    name: str
    parent: str
    run: Node | None
    paragraph: Node | None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, and what holds where no style says anything."""

    styles: dict[str, Style] = field(default_factory=dict)
    usual_run: Node | None = None
    usual_paragraph: Node | None = None
    usual: str = ""

    def chain(self, name: str | None) -> Iterator[Style]:
        """Yield a style and those it is based on; without a name the document's usual one."""
        seen = set()
        key = self.usual if name is None else name
        while key in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key]
            key = self.styles[key].parent

    def name(self, paragraph: Node) -> str:
        """Return the name of a paragraph's style, in small letters."""
        key = value(paragraph, "w:pPr", "w:pStyle")
        found = next(self.chain(key), None)
        return found.name if found else (key or "").lower()

    def says(self, paragraph: Node, *path: str) -> str | None:
        """Return what a paragraph or its styles say: ``says(p, "w:jc")`` gives its alignment."""
        places = [child(paragraph, "w:pPr")]
        places += [it.paragraph for it in self.chain(value(paragraph, "w:pPr", "w:pStyle"))]
        found = (value(place, *path) for place in (*places, self.usual_paragraph))
        return next((it for it in found if it is not None), None)

    def look(self, run: Node | None, paragraph: Node | None) -> Look:
        """Return how a run (its properties) in a paragraph looks."""
        own = value(run, "w:rStyle")
        places = [run, *(it.run for it in self.chain(own) if own)]
        places += [it.run for it in self.chain(value(paragraph, "w:pPr", "w:pStyle"))]
        return _look([*(it for it in places if it is not None), self.usual_run])


def _look(places: list[Node | None]) -> Look:
    return Look(
        font=next(filter(None, map(_font, places)), ""),
        bold=_is_on(places, "w:b"),
        italic=_is_on(places, "w:i"),
        size=_size(places),
        raised=next((it for it in (value(p, "w:vertAlign") for p in places) if it), ""),
        struck=_is_on(places, "w:strike"),
        hidden=_is_on(places, "w:vanish"),
    )


def _is_on(places: list[Node | None], mark: str) -> bool:
    found = (value(place, mark) for place in places)
    return next((it not in _OFF for it in found if it is not None), False)


def _size(places: list[Node | None]) -> float:
    said = next((it for it in (value(place, "w:sz") for place in places) if it), "0")
    try:
        return float(said) / 2
    except ValueError:
        return 0


def _font(place: Node | None) -> str:
    fonts = child(place, "w:rFonts")
    if fonts is None:
        return ""
    named = fonts.get("w:hAnsi") or fonts.get("w:ascii") or ""
    return named or ("theme" if fonts.get("w:asciiTheme") else "")


def read(root: Node | None) -> Styles:
    """Return the styles of a document's styles part; none without one."""
    if root is None:
        return Styles()
    found, usual = {}, ""
    for node in root:
        if node.tag != "w:style":
            continue
        key, name = node.get("w:styleId", ""), value(node, "w:name") or ""
        parent = value(node, "w:basedOn") or ""
        found[key] = Style(name.lower(), parent, child(node, "w:rPr"), child(node, "w:pPr"))
        if node.get("w:type") == "paragraph" and node.get("w:default") in ("1", "true", "on"):
            usual = key
    defaults = child(root, "w:docDefaults")
    run = child(defaults, "w:rPrDefault", "w:rPr")
    return Styles(found, run, child(defaults, "w:pPrDefault", "w:pPr"), usual)


@cache
def heading_level(name: str) -> int:
    """Return the level (1 to 6) of a heading style by its name; 0 for another style."""
    word, _, number = name.rpartition(" ")
    is_heading = word in ("heading", "tiêu đề", "đầu đề") and number.isdecimal()
    return min(max(int(number), 1), 6) if is_heading else 0
