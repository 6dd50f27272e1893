"""Makes what a reader wrote harmless as plain text: no invisible letters, no towers of marks.

Markup needs no cleaning: it is shown as the text that it is, wherever it is shown.
"""

import re
import unicodedata

MARKS = 3
"""Combining marks in a row; Vietnamese needs none once composed."""

_MARKS = {"Mn", "Me"}
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Invisible or reordering (Cf), control (Cc), lone surrogates (Cs), private (Co), unknown (Cn).
_HIDDEN = {"Cf", "Cc", "Cs", "Co", "Cn"}
# Letters and marks that show nothing: fillers, joiners, variants (but U+FE0F, which emoji have).
_EMPTY = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0)),
        ),
    )
)


def clean_text(raw: str) -> str:
    """Return a text of several lines: composed letters, plain spaces, at most one empty line."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(letter for letter in lines if _is_shown(letter))
    shown = _SPACES.sub(" ", _flatten_marks(unicodedata.normalize("NFC", shown)))
    trimmed = "\n".join(line.strip() for line in shown.split("\n"))
    return _EMPTY_LINES.sub("\n\n", trimmed).strip()


def clean_line(raw: str) -> str:
    """Return a text of one line."""
    return " ".join(clean_text(raw).split())


def _is_shown(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in _HIDDEN and letter not in _EMPTY


def _flatten_marks(shown: str) -> str:
    """Return a text without the marks above the third floor of a tower."""
    kept, height = [], 0
    for letter in shown:
        height = height + 1 if unicodedata.category(letter) in _MARKS else 0
        if height <= MARKS:
            kept.append(letter)
    return "".join(kept)


def fold_text(raw: str) -> str:
    """Return a text for comparing: small letters, no punctuation, single spaces."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", raw).casefold())
    return " ".join(words)


def strip_marks(raw: str) -> str:
    """Return a text for finding: folded, without tones and the other marks of letters."""
    letters = unicodedata.normalize("NFD", fold_text(raw)).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def has_word(raw: str, words: list[str]) -> list[str]:
    """Return those of the words or phrases that stand in a text, letters and tones alike."""
    padded = f" {fold_text(raw)} "
    return [word for word in words if fold_text(word) and f" {fold_text(word)} " in padded]
