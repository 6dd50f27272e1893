"""What a word is for the search, and when two are the same. Pure.

``js/search-words.js`` says the same in the browser: the words of a query and those of the index
must come out equal, which ``tests/unit/test_search_index.py`` holds both to. The letters are named
by their places in Unicode, because browsers and Python know different versions of it.
"""

import re
import unicodedata
from functools import lru_cache

from town_portal.core.text import normalize_text

_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = (
    "0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    "\u0300-\u037d\u037f-\u0386\u0388-\u0559\u0561-\u0588\u0591-\u05f2\u0620-\u0669\u066e-\u06d3"
    "\u0900-\u0963\u0966-\u1fff\u2c00-\u2dff\u3041-\u30fa\uac00-\ud7a3"
)
WORD = re.compile(f"[{_IDEOGRAPH}]|[{_LETTERS}]+")
"""A run of letters and digits; an ideograph is a word by itself."""

_MARKS = re.compile("[\u0300-\u036f]")
_TONE_PLACES = re.compile("(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)$")
_OLD = "òóỏõọùúủũụ"
_TONES = "\u0300\u0301\u0309\u0303\u0323" * 2


@lru_cache(65_536)
def normalize_variant(word: str) -> str:
    """Return a word as it is spelt, in small letters, in one way: ``HÒA`` and ``hoà`` are one.

    The Icelandic ð, which old Vietnamese fonts had in the place of đ, counts as đ.
    """
    small = unicodedata.normalize("NFC", word.lower()).replace("ð", "đ")
    if not _TONE_PLACES.search(small):
        return small
    tone = _TONES[_OLD.index(small[-2])]
    plain = "o" if _OLD.index(small[-2]) < 5 else "u"
    return unicodedata.normalize("NFC", f"{small[:-2]}{plain}{small[-1]}{tone}")


@lru_cache(65_536)
def fold_word(word: str) -> str:
    """Return a word without accents, in small letters; đ becomes d, m² becomes m2."""
    bare = unicodedata.normalize("NFKD", normalize_variant(word).replace("đ", "d"))
    return _MARKS.sub("", bare)


def split_words(text: str) -> list[str]:
    """Return the words of a text in their order, spelt as they stand there."""
    return WORD.findall(normalize_text(text))


def fold_words(text: str) -> str:
    """Return the words of a text, folded, with one space between: what a plain scan looks at."""
    return " ".join(map(fold_word, split_words(text)))
