"""What the HTML of a text may hold: elements, attributes, values, kinds of links. Pure.

The list is applied to the finished HTML, whichever extension of Python-Markdown made it. Only tags
that are written out in full pass (small letters, double quotes, no ``<`` or ``>`` in a value) and
none whose content a browser reads by other rules (script, style, svg…): of such HTML a browser
makes the same elements as are read here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Kinds of links that an article may have; other addresses are relative to the portal."""
RAW = ("sub", "sup", "abbr", "kbd", "br", "details", "summary")
"""Tags that staff may write themselves; all but ``title`` of abbr without attributes."""
VOID = frozenset(("br", "hr", "img", "source"))

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
_ANY = re.compile(r".*", re.DOTALL)
_ADDRESS = re.compile("")
"""Stands for a value that is an address: see ``find_refused_scheme``."""
_NUMBERS = re.compile(r"\d+(?:,\d+)*")


def _words(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


_PLAIN = (
    *("p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "code", "blockquote", "ul", "hr", "br"),
    *("table", "thead", "tbody", "tr", "sub", "kbd", "details", "summary"),
)
_ALIGN = {"align": _words("left", "right", "center")}
_NOTE = {"id": re.compile(r"fn(?:ref\d*)?:[^\s\"'<>&]+")}
ELEMENTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    **{name: {} for name in _PLAIN},
    "a": {
        "href": _ADDRESS,
        "title": _ANY,
        "rel": _words("external noopener"),
        "class": _words("footnote-ref", "footnote-backref"),
    },
    "abbr": {"title": _ANY},
    "ol": {"start": _NUMBERS},
    "li": _NOTE,
    "sup": _NOTE,
    "td": _ALIGN,
    "th": {**_ALIGN, "scope": _words("col")},
    "div": {
        "class": _words("footnote", "table"),
        "role": _words("group"),
        "tabindex": _words("0"),
        "aria-label": _ANY,
        "data-slot": _NUMBERS,
    },
    "span": {"class": _words("external"), "data-slot": _NUMBERS},
}
"""The elements of a text as Markdown makes them, each with its attributes and their values."""

_TAG = re.compile(r'(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)(?: ?/)?')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_UNCLOSED = "thẻ “<{0}>” chưa đóng trong cùng một đoạn; hãy thêm “</{0}>”, hoặc xóa thẻ"
_UNOPENED = "thẻ đóng “</{0}>” không có thẻ mở ngay trước nó; hãy xóa, hoặc sửa lại thứ tự các thẻ"


def find_refused_scheme(address: str) -> str:
    """Return the kind of a link that is not allowed (``javascript``), or an empty string."""
    scheme = _SCHEME.match(_BLANKS.sub("", address))  # as browsers read it (URL Standard, 4.1)
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else ""


def refuse_tag(written: str) -> str:
    """Return the sentence for staff about HTML that is not on the list."""
    shown = " ".join(written.split())
    return (
        f"không dùng được mã HTML “{shown[:40]}” trong bài; hãy xóa, hoặc thay bằng cách viết "
        f"Markdown (chỉ nhận: {', '.join(RAW)})"
    )


def check_html(html: str) -> Iterator[tuple[str, str]]:
    """Yield (tag as written, sentence) for all in ``html`` that is not on the list."""
    opened: list[str] = []
    for piece in html.split("<")[1:]:
        written, end, _ = piece.partition(">")
        name = _read_tag(written) if end else ""
        if not name:
            yield f"<{written}{end}", refuse_tag(f"<{written}{end}")
        elif written[0] != "/":
            if name not in VOID:
                opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        elif name in opened:
            while (inner := opened.pop()) != name:
                yield f"<{inner}", _UNCLOSED.format(inner)
        else:
            yield f"</{name}>", _UNOPENED.format(name)
    yield from ((f"<{name}", _UNCLOSED.format(name)) for name in opened)


@lru_cache(4096)
def _read_tag(written: str) -> str:
    """Return the name of the tag that stands between ``<`` and ``>``; empty if not allowed."""
    match = _TAG.fullmatch(written)
    if not match or match[2] not in ELEMENTS:
        return ""
    is_end, name, attributes = match.groups()
    if is_end:
        return name if name not in VOID and not attributes else ""
    allowed = ELEMENTS[name]
    seen: set[str] = set()
    for key, value in _ATTRIBUTE.findall(attributes):
        if key in seen or key not in allowed or not _is_allowed(allowed[key], unescape(value)):
            return ""
        seen.add(key)
    return name


def _is_allowed(pattern: re.Pattern[str], value: str) -> bool:
    if pattern is _ADDRESS:
        return not find_refused_scheme(value)
    return bool(pattern.fullmatch(value))
