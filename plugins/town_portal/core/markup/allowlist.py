"""Allow list for the HTML of a text: elements, attributes, values, link schemes. Pure.

The list is applied to the finished HTML, whichever extension of Python-Markdown made it. Only tags
that are written out in full pass (small letters, double quotes, no ``<`` or ``>`` in a value) and
none whose content a browser reads by other rules (script, style, svg…): of such HTML a browser
makes the same elements as are read here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from town_portal.core.text import CONTROLS

SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""Link schemes that an article may use; other addresses are relative to the portal."""
RAW = ("sub", "sup", "abbr", "kbd", "br", "details", "summary")
"""Tags that staff may write themselves, without attributes except ``title`` of abbr."""
VOID = frozenset(("br", "hr", "img", "source"))

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
_ANY = re.compile(r".*", re.DOTALL)
_ADDRESS = re.compile("")
"""Stands for a value that is an address: see ``find_refused_scheme``."""
_NUMBERS = re.compile(r"\d+(?:,\d+)*")


def _match_any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


_PLAIN = (
    *("p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "code", "blockquote", "ul", "hr", "br"),
    *("table", "thead", "tbody", "tr", "sub", "kbd", "details", "summary"),
)
_ALIGN = {"align": _match_any("left", "right", "center")}
_NOTE = {"id": re.compile(r"fn(?:ref\d*)?:[^\s\"'<>&]+")}
ELEMENTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    **{name: {} for name in _PLAIN},
    "a": {
        "href": _ADDRESS,
        "title": _ANY,
        "rel": _match_any("external noopener"),
        "class": _match_any("footnote-ref", "footnote-backref"),
    },
    "abbr": {"title": _ANY},
    "ol": {"start": _NUMBERS},
    "li": _NOTE,
    "sup": _NOTE,
    "td": _ALIGN,
    "th": {**_ALIGN, "scope": _match_any("col")},
    "div": {
        "class": _match_any("footnote", "table"),
        "role": _match_any("group"),
        "tabindex": _match_any("0"),
        "aria-label": _ANY,
        "data-slot": _NUMBERS,
    },
    "span": {"class": _match_any("external"), "data-slot": _NUMBERS},
}
"""The elements of a text as Markdown makes them, each with its attributes and their values."""

_SIZE = {"width": _NUMBERS, "height": _NUMBERS}
PUBLISHED: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    **ELEMENTS,
    "a": {
        **ELEMENTS["a"],
        "class": _match_any("footnote-ref", "footnote-backref", "figure__link"),
        "data-width": _NUMBERS,
        "data-height": _NUMBERS,
        "download": _match_any(""),
    },
    "p": {"class": _match_any("figure__motion")},
    "div": {
        **{key: value for key, value in ELEMENTS["div"].items() if key != "data-slot"},
        "class": re.compile(r"footnote|table|gallery(?: gallery--\w+)*"),
    },
    "span": {"class": _match_any("external", "figure__credit", "figure__label")},
    "figure": {"class": re.compile(r"figure(?: figure--\w+)*")},
    "figcaption": {"class": _match_any("figure__caption")},
    "picture": {},
    "source": {"type": re.compile(r"image/\w+"), "srcset": _ANY, "sizes": _ANY},
    "img": {
        **_SIZE,
        "class": re.compile(r"tone-\w+"),
        "src": _ADDRESS,
        "alt": _ANY,
        "loading": _match_any("lazy"),
        "fetchpriority": _match_any("high"),
        "decoding": _match_any("async"),
    },
}
"""The same for a finished page, which includes photographs (features/photos/figure.html)."""

_TAG = re.compile(r'(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*)(?: ?/)?')
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F])")
_LAST = 0x10FFFF
_NAME = re.compile(r"/?([A-Za-z][^\s/]*)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
_UNCLOSED = "thẻ “<{0}>” chưa đóng trong cùng một đoạn; hãy thêm “</{0}>”, hoặc xóa thẻ"
_UNOPENED = "thẻ đóng “</{0}>” không có thẻ mở tương ứng; hãy xóa, hoặc sửa lại thứ tự các thẻ"


def find_refused_scheme(address: str) -> str:
    """Return the scheme of an address if it is not allowed (``javascript``), else empty."""
    scheme = _SCHEME.match(_BLANKS.sub("", address))  # as browsers read it (URL Standard, 4.1)
    return scheme[1] if scheme and scheme[1].lower() not in SCHEMES else ""


def refuse_tag(written: str) -> str:
    """Return the message for staff about HTML that is not on the list."""
    shown = " ".join(written.split())
    return (
        f"không dùng được mã HTML “{shown[:40]}” trong bài; hãy xóa, hoặc thay bằng cách viết "
        f"Markdown (chỉ nhận: {', '.join(RAW)})"
    )


def check_html(html: str, is_published: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (tag as written, message) for everything in ``html`` that is not on the list.

    ``is_published`` takes the list of finished pages.
    """
    yield from _find_controls(html)
    opened: list[str] = []
    for piece in html.split("<")[1:]:
        written, end, _ = piece.partition(">")
        name, is_allowed = _read_tag(written, is_published) if end else ("", False)
        is_end = written.startswith("/")
        if not is_allowed and not (is_end and name in opened):
            yield f"<{written}{end}", refuse_tag(f"<{written}{end}")
        if not is_end:
            opened += [name] if name and name not in VOID else []
        elif name in opened:
            while (inner := opened.pop()) != name:
                yield f"<{inner}", _UNCLOSED.format(inner)
        elif is_allowed:
            yield f"</{name}>", _UNOPENED.format(name)
    yield from ((f"<{name}", _UNCLOSED.format(name)) for name in opened)


def _find_controls(html: str) -> Iterator[tuple[str, str]]:
    """Yield character references that are not allowed on a page."""
    for found in _REFERENCE.finditer(html) if "&#" in html else ():
        code = int(found[1], 16) if found[1] else int(found[2])
        if code > _LAST or code == ord("\r") or CONTROLS.search(chr(code)):
            yield found[0], f"mã ký tự “{found[0]}” không hiện thành chữ được; hãy xóa"


@lru_cache(4096)
def _read_tag(written: str, is_published: bool) -> tuple[str, bool]:
    """Return the name of the tag between ``<`` and ``>``, and whether the tag is allowed."""
    match, elements = _TAG.fullmatch(written), PUBLISHED if is_published else ELEMENTS
    if not match or match[2] not in elements:
        found = _NAME.match(written)
        return (found[1].lower() if found else ""), False
    is_end, name, attributes = match.groups()
    if is_end:
        return name, name not in VOID and not attributes
    keys = [key for key, _ in _ATTRIBUTE.findall(attributes)]
    allowed = elements[name]
    is_allowed = len(keys) == len(set(keys)) and all(
        key in allowed and _is_allowed(allowed[key], unescape(value))
        for key, value in _ATTRIBUTE.findall(attributes)
    )
    return name, is_allowed


def _is_allowed(pattern: re.Pattern[str], value: str) -> bool:
    if pattern is _ADDRESS:
        return not find_refused_scheme(value)
    return bool(pattern.fullmatch(value))
