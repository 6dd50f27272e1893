"""How a word's accents are told in a byte or two, given the word without them. Pure.

Each letter without accents stands for a few with: their places in ``LETTERS`` are digits of one
number, the last letter's the lowest. ``js/search-words.js`` has the way back.
"""

from itertools import zip_longest

LETTERS = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}
LARGEST = 2**40
"""A number above it would not be short; JavaScript counts exactly far beyond."""


def encode_variant(folded: str, variant: str) -> int:
    """Return the number of a variant; 0 where it has none and is to be written out."""
    found = 0
    for bare, letter in zip_longest(folded, variant, fillvalue=""):
        choices = LETTERS.get(bare, bare)
        if not letter or letter not in choices:
            return 0
        found = found * len(choices) + choices.index(letter)
    return found + 1 if found < LARGEST else 0
