"""Makes what a reader wrote harmless as plain text: no invisible letters, no towers of marks.

Markup needs no cleaning: it is shown as the text that it is, wherever it is shown.
"""

import re
import unicodedata

MARKS = 3
"""Combining marks in a row; Vietnamese needs none once composed."""

_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]"
_TOWER = re.compile(rf"({_MARK}{{{MARKS}}}){_MARK}+")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Invisible or reordering (Cf), control (Cc), lone surrogates (Cs), private (Co), unknown (Cn).
_HIDDEN = {"Cf", "Cc", "Cs", "Co", "Cn"}
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"


def text(raw: str) -> str:
    """Return a text of several lines: composed letters, plain spaces, at most one empty line."""
    lines = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    shown = "".join(letter for letter in lines if _is_shown(letter))
    shown = _TOWER.sub(r"\1", _SPACES.sub(" ", shown))
    trimmed = "\n".join(line.strip() for line in shown.split("\n"))
    return _EMPTY_LINES.sub("\n\n", trimmed).strip()


def line(raw: str) -> str:
    """Return a text of one line."""
    return " ".join(text(raw).split())


def _is_shown(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in _HIDDEN and letter not in _FILLERS


def folded(raw: str) -> str:
    """Return a text for comparing: small letters, no punctuation, single spaces."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", raw).casefold())
    return " ".join(words)


def has_word(raw: str, words: list[str]) -> list[str]:
    """Return those of the words or phrases that stand in a text, letters and tones alike."""
    padded = f" {folded(raw)} "
    return [word for word in words if folded(word) and f" {folded(word)} " in padded]
