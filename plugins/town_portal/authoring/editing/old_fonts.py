"""Pasted HTML typed with fonts from before Unicode (.VnTime, VNI) as Unicode. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from town_portal.authoring import legacy_fonts as fonts
from town_portal.authoring.importers.page.tree import parse_page

_FAMILY = re.compile(r"(?:^|[;{\s])font-family\s*:\s*[\"']?\s*([^\"',;}]+)", re.I)
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")


def decode_old_fonts(html: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML with its text in Unicode, and the names of the fonts it was typed in.

    An encoding of which some text has letters that only Unicode has is left as it is: there the
    font's name says nothing. Raises TooMuch.
    """
    soup = parse_page(html)
    rules = _collect_font_rules(soup)
    texts = [
        (node, _find_font(node, rules))
        for node in soup.find_all(string=True)
        if not isinstance(node, PreformattedString) and _is_shown(node)
    ]
    unicode = {fonts.get_encoding(font) for node, font in texts if fonts.is_unicode(node)}
    old = [(node, font) for node, font in texts if fonts.get_encoding(font) not in {"", *unicode}]
    pieces = _attach_marks([(str(node), font) for node, font in old])
    for (node, font), piece in zip(old, pieces, strict=True):
        node.replace_with(NavigableString(fonts.convert_to_unicode(piece, font)))
    return str(soup), tuple(dict.fromkeys(font for node, font in old if node.strip()))


def _attach_marks(texts: list[tuple[str, str]]) -> list[str]:
    """Return texts of which a VNI mark at the start has gone to the text before it."""
    pieces: list[str] = []
    for text, font in texts:
        is_vni = fonts.get_encoding(font) == "VNI"
        cut = (
            fonts.count_leading_marks(text) if is_vni and pieces and _takes_mark(pieces[-1]) else 0
        )
        if cut:
            pieces[-1] += text[:cut]
        pieces.append(text[cut:])
    return pieces


def _takes_mark(text: str) -> bool:
    return bool(text) and fonts.takes_mark(text)


def _is_shown(node: NavigableString) -> bool:
    return node.parent is not None and node.parent.name not in ("style", "script", "title")


def _collect_font_rules(soup: BeautifulSoup) -> Mapping[str, str]:
    """Return the fonts of classes (``.MsoNormal``) and elements (``p``) by the page's styles."""
    found = {}
    for style in soup.find_all("style"):
        for selectors, body in _RULE.findall(style.get_text()):
            if family := _FAMILY.search(body):
                for selector in selectors.split(","):
                    name = selector.split()[-1] if selector.split() else ""
                    found[name[name.find(".") :] if "." in name else name] = family[1].strip()
    return found


def _find_font(node: NavigableString, rules: Mapping[str, str]) -> str:
    """Return the font of a text: that of the nearest element that names one."""
    for tag in node.parents:
        if font := _find_own_font(tag, rules):
            return font
    return ""


def _find_own_font(tag: Tag, rules: Mapping[str, str]) -> str:
    if family := _FAMILY.search(str(tag.get("style") or "")):
        return family[1].strip()
    if face := str(tag.get("face") or ""):
        return face.split(",", maxsplit=1)[0].strip(" \"'")
    classes = [f".{name}" for name in tag.get_attribute_list("class") if name]
    return next((rules[name] for name in (*classes, tag.name) if name in rules), "")
