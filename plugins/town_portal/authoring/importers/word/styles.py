"""What runs and paragraphs look like: their own marks, their styles', the document's. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from town_portal.authoring.importers.word.package import Node, find_child, get_child_value

_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run looks; ``size`` in points, 0 where nothing says."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 0
    raised: str = ""
    struck: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A named style: its name in small letters and what it says."""

    name: str
    parent: str
    run: Node | None
    paragraph: Node | None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, and what holds where no style says anything."""

    styles: dict[str, WordStyle] = field(default_factory=dict)
    usual_run: Node | None = None
    usual_paragraph: Node | None = None
    usual: str = ""

    def chain(self, name: str | None) -> Iterator[WordStyle]:
        """Yield a style and those it is based on; without a name the document's usual one."""
        seen = set()
        key = self.usual if name is None else name
        while key in self.styles and key not in seen:
            seen.add(key)
            yield self.styles[key]
            key = self.styles[key].parent

    def name(self, paragraph: Node) -> str:
        """Return the name of a paragraph's style, in small letters."""
        key = get_child_value(paragraph, "w:pPr", "w:pStyle")
        found = next(self.chain(key), None)
        return found.name if found else (key or "").lower()

    def get_value(self, paragraph: Node, *path: str) -> str | None:
        """Return what a paragraph or its styles say: ``says(p, "w:jc")`` gives its alignment."""
        places = [find_child(paragraph, "w:pPr")]
        places += [
            item.paragraph for item in self.chain(get_child_value(paragraph, "w:pPr", "w:pStyle"))
        ]
        found = (get_child_value(place, *path) for place in (*places, self.usual_paragraph))
        return next((item for item in found if item is not None), None)

    def look(self, run: Node | None, paragraph: Node | None) -> RunLook:
        """Return how a run (its properties) in a paragraph looks."""
        own = get_child_value(run, "w:rStyle")
        places = [run, *(item.run for item in self.chain(own) if own)]
        places += [item.run for item in self.chain(get_child_value(paragraph, "w:pPr", "w:pStyle"))]
        return _look([*(place for place in places if place is not None), self.usual_run])


def _look(places: list[Node | None]) -> RunLook:
    return RunLook(
        font=next(filter(None, map(_find_font, places)), ""),
        bold=_is_on(places, "w:b"),
        italic=_is_on(places, "w:i"),
        size=_find_size(places),
        raised=next(
            (item for item in (get_child_value(p, "w:vertAlign") for p in places) if item), ""
        ),
        struck=_is_on(places, "w:strike"),
        hidden=_is_on(places, "w:vanish"),
    )


def _is_on(places: list[Node | None], mark: str) -> bool:
    found = (get_child_value(place, mark) for place in places)
    return next((item not in _OFF for item in found if item is not None), False)


def _find_size(places: list[Node | None]) -> float:
    said = next(
        (item for item in (get_child_value(place, "w:sz") for place in places) if item), "0"
    )
    try:
        return float(said) / 2
    except ValueError:
        return 0


def _find_font(place: Node | None) -> str:
    fonts = find_child(place, "w:rFonts")
    if fonts is None:
        return ""
    named = fonts.get("w:hAnsi") or fonts.get("w:ascii") or ""
    return named or ("theme" if fonts.get("w:asciiTheme") else "")


def read_styles(root: Node | None) -> Styles:
    """Return the styles of a document's styles part; none without one."""
    if root is None:
        return Styles()
    found, usual = {}, ""
    for node in root:
        if node.tag != "w:style":
            continue
        key, name = node.get("w:styleId", ""), get_child_value(node, "w:name") or ""
        parent = get_child_value(node, "w:basedOn") or ""
        found[key] = WordStyle(
            name.lower(), parent, find_child(node, "w:rPr"), find_child(node, "w:pPr")
        )
        if node.get("w:type") == "paragraph" and node.get("w:default") in ("1", "true", "on"):
            usual = key
    defaults = find_child(root, "w:docDefaults")
    run = find_child(defaults, "w:rPrDefault", "w:rPr")
    return Styles(found, run, find_child(defaults, "w:pPrDefault", "w:pPr"), usual)


@cache
def get_heading_level(name: str) -> int:
    """Return the level (1 to 6) of a heading style by its name; 0 for another style."""
    word, _, number = name.rpartition(" ")
    is_heading = word in ("heading", "tiêu đề", "đầu đề") and number.isdecimal()
    return min(max(int(number), 1), 6) if is_heading else 0
