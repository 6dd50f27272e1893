"""A page's bytes as text, whatever encoding they are in. Pure."""

from __future__ import annotations

import codecs
import re

from town_portal.core.text import normalize_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FIRST = 4096
VIETNAMESE = "cp1258"
"""What old Windows machines wrote Vietnamese in; its loose tones become one letter by NFC."""


_WHOLE_TO_LOST = 20
"""Letters beyond ASCII for each lost one, from which bytes are damaged UTF-8, not another code."""


def decode_page(data: bytes, header: str = "") -> tuple[str, str]:
    """Return a page's text in NFC, and the encoding it was read in.

    ``header`` is the encoding that whoever sent the page named. A page that is UTF-8 is read so
    even where it names another: saving and serving change the bytes and forget the name.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(data.decode(name, "replace")), name
    declared = _DECLARED.search(data[:_FIRST])
    named = [header, declared[1].decode("ascii") if declared else ""]
    for name in ("utf-8", *named):
        text = _decode_strictly(data, name)
        if text is not None:
            return _clean(text), name
    text = data.decode("utf-8", "replace")
    is_damaged = text.count("\ufffd") * _WHOLE_TO_LOST < sum(char > "\x7f" for char in text)
    name = "utf-8" if is_damaged else VIETNAMESE
    return _clean(data.decode(name, "replace")), name


def is_broken(text: str) -> bool:
    """Tell whether letters of a page were lost before it came here."""
    return "\ufffd" in text


def _clean(text: str) -> str:
    """Return text in NFC, without the control characters that no page and no feed may hold."""
    return normalize_text(_CONTROL.sub("", text))


def _decode_strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (LookupError, UnicodeError, ValueError):
        return None
