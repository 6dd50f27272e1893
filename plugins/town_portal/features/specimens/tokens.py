"""The theme's custom properties, as a designer looks at them. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Kind = Literal["colour", "letters", "size", "measure", "other"]

_SET = re.compile(
    r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);(?:[ \t]*/\*\s*(?P<note>.*?)\s*\*/)?", re.DOTALL
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ALIAS = re.compile(r"var\(--([\w-]+)\)$")
_COLOUR = re.compile(r"(#|rgb|hsl|hwb|lab|lch|oklab|oklch|color|light-dark|white$|black$)")
_MEASURE = re.compile(r"(-?[\d.]+(rem|em|px|ch|vw|%)$|clamp\(|min\(|max\(|calc\()")
_SIZE = re.compile(r"(^|-)(body|small|lead|title|text|caption|size)(-|$)")
_RULES: Mapping[Kind, str] = MappingProxyType(
    {
        "colour": "background: var(--{0});",
        "letters": "font-family: var(--{0});",
        "size": "font-size: var(--{0});",
        "measure": "inline-size: var(--{0});",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A custom property: its first value, and the comment that stands behind it."""

    name: str
    value: str
    note: str
    kind: Kind


def list_sheets(theme: Path) -> list[Path]:
    """Return the theme's style sheets that set custom properties: the plain ones, then themes'."""
    return [theme / "css" / f"{name}.css" for name in ("tokens", "themes")]


def list_tokens(css: str) -> list[Token]:
    """Return the custom properties that ``css`` sets, each once, in their order."""
    found: dict[str, Token] = {}
    for match in _SET.finditer(css):
        name, value = match["name"], " ".join(_COMMENT.sub("", match["value"]).split())
        alias = _ALIAS.match(value)
        kind = found[alias[1]].kind if alias and alias[1] in found else _detect_kind(name, value)
        note = " ".join((match["note"] or "").split())
        found.setdefault(name, Token(name, value, note, kind))
    return list(found.values())


def format_sample_rules(found: Iterable[Token]) -> str:
    """Return the CSS that paints the sample of each token; the page's own policy forbids styles."""
    rules = [
        f"  .mau__sample--{token.name} {{ {_RULES[token.kind].format(token.name)} }}\n"
        for token in found
        if token.kind in _RULES
    ]
    return f"@layer blocks {{\n{''.join(rules)}}}\n"


def _detect_kind(name: str, value: str) -> Kind:
    if _COLOUR.match(value):
        return "colour"
    if _MEASURE.match(value):
        return "size" if _SIZE.search(name) else "measure"
    return "letters" if "serif" in value or "monospace" in value else "other"
