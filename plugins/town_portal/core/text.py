"""Vietnamese text: one Unicode form, folding without accents, slugs, numbers."""

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_HIGH = "".join(f"{chr(item)}-{chr(item | 0xFFFD)}" for item in range(0x10000, 0x110000, 0x10000))
CONTROLS = re.compile(f"[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_HIGH}]")
"""Characters that XML and HTML forbid; text pasted from Word may hold some: see nfc.

Those that are allowed are named: for a usual letter the first look into a table is enough.
"""
_SPACES = str.maketrans(dict.fromkeys("\x0b\x0c\x85", " "))
"""Control characters that separate words: ends of lines and pages."""


def remove_controls(text: str) -> str:
    """Return ``text`` without control characters; one that separates words becomes a space."""
    return CONTROLS.sub("", text.translate(_SPACES)) if CONTROLS.search(text) else text


def unify_line_ends(text: str) -> str:
    """Return a text whose lines end in a line feed, whatever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalize_text(text: str) -> str:
    """Return ``text`` in form NFC, without characters that are not seen or turn its direction."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", remove_controls(text)))


def fold_text(text: str) -> str:
    """Return ``text`` in small letters without tone and vowel marks; đ becomes d."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def make_sort_key(text: str) -> tuple[list[int], str]:
    """Return a key that sorts as Vietnamese dictionaries do: đ after d, ă and â after a."""
    marked = unicodedata.normalize("NFD", text.casefold())
    letters = normalize_text("".join(char for char in marked if char not in _TONES))
    order = [_ALPHABET.find(char) + 1 or ord(char) + len(_ALPHABET) for char in letters]
    return [0 if char == " " else place for char, place in zip(letters, order, strict=True)], text


def get_initial(text: str) -> str:
    """Return the letter under which a dictionary lists ``text``: Â for ``Ẩm``, 0–9 for ``7``."""
    if text[:1].isdigit():
        return "0–9"
    marked = unicodedata.normalize("NFD", text[:1].upper())
    return normalize_text("".join(char for char in marked if char not in _TONES))


@lru_cache(8192)  # tags, categories and authors come again and again
def make_slug(text: str) -> str:
    """Return ``text`` as a part of an address: ``02/3/1992`` gives ``02-3-1992``.

    The result holds a-z, 0-9 and single hyphens only; it is empty when ``text`` has no letter
    or digit that folds to ASCII.
    """
    return _SEPARATORS.sub("-", fold_text(text)).strip("-")


def format_number(value: int) -> str:
    """Return ``value`` with Vietnamese thousands points: 345988 gives ``345.988``."""
    return f"{value:,}".replace(",", ".")


def shorten_text(text: str, limit: int) -> str:
    """Return ``text`` cut at a word's end to ``limit`` characters at most, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] or head).rstrip(" ,;:–-") + "…"


def lower_first(text: str) -> str:
    """Return ``text`` with its first letter small, for a name inside a sentence; not "uBND"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return a text with its first letter as a capital, as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]
