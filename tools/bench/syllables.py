"""Vietnamese syllables as the spelling allows them: what the tail of a large text is made of. Pure.

Onset, rime and tone are joined as the spelling rules have it; which of the possible syllables are
in use is not asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from random import Random

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh"),
    *("ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_OPEN = (
    *("a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu"),
    *("ia", "iu", "iêu", "oa", "oi", "ôi", "ơi", "ua", "ui", "uê", "uy", "ưa", "ươi", "oai", "uôi"),
)
_NASAL = (
    *("am", "ăm", "âm", "an", "ăn", "ân", "ang", "ăng", "âng", "anh", "em", "en", "êm", "ên"),
    *("ênh", "im", "in", "inh", "iêm", "iên", "iêng", "om", "on", "ong", "ôm", "ôn", "ông", "ơm"),
    *("ơn", "um", "un", "ung", "ưng", "uân", "uyên", "uôn", "uông", "ươm", "ươn", "ương", "oan"),
)
_STOPPED = (
    *("ac", "ăc", "âc", "ach", "at", "ăt", "ât", "ap", "ăp", "âp", "ec", "et", "ep", "êch", "êt"),
    *("ich", "it", "ip", "iêc", "iêt", "iêp", "oc", "ôc", "ot", "ôt", "op", "ôp", "uc", "ut", "ưc"),
    *("ươc", "ươt", "uôc", "uyêt"),
)
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_OF_STOPPED = (_TONES[2], _TONES[5])
_VOWELS = "aăâeêioôơuưy"
SEED = 7


def add_tone(rime: str, tone: str) -> str:
    """Return a rime with its tone where the spelling puts it."""
    places = [index for index, letter in enumerate(rime) if letter in _VOWELS]
    marked = [index for index in places if rime[index] in "ăâêôơư"]
    is_open = places[-1] == len(rime) - 1
    place = marked[-1] if marked else places[-2 if is_open and len(places) > 1 else -1]
    text = f"{rime[: place + 1]}{tone}{rime[place + 1 :]}"
    return unicodedata.normalize("NFC", text)


def spell_syllable(onset: str, rime: str) -> str | None:
    """Return onset and rime as they are spelt together; None where they can't be."""
    first = unicodedata.normalize("NFD", rime)[0]
    if onset == "qu":
        return onset + rime if first in "aeiy" else None
    if onset == "gi":
        return None if first == "i" else onset + rime
    softer = {"c": "k", "g": "gh", "ng": "ngh"}
    return (softer.get(onset, onset) if first in "ie" else onset) + rime


def _iter_all() -> Iterator[str]:
    kinds = ((_OPEN, _TONES), (_NASAL, _TONES), (_STOPPED, _OF_STOPPED))
    for onset in _ONSETS:
        for rimes, tones in kinds:
            for rime in rimes:
                for tone in tones:
                    found = spell_syllable(onset, add_tone(rime, tone))
                    if found:
                        yield found


@cache
def list_syllables() -> tuple[str, ...]:
    """Return every syllable once, in an order drawn once: the first ones are to be the frequent."""
    found = sorted(set(_iter_all()))
    Random(SEED).shuffle(found)
    return tuple(found)
