"""Which letters make a Vietnamese syllable: an onset, a rime, a tone in its place. Pure.

Every syllable that the spelling rules allow counts as right, whether in use or not: what is not
one of them is a slip of the fingers, as in “nguời”, “hòan”, “đựơc”. Both ways to put the tone in
``oa``, ``oe`` and ``uy`` are right here; that a text keeps to one of them is a rule of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh"),
    *("nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_SMOOTH = (  # noqa: SIM905 - a list would fill a page
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu oa oe oi ôi ơi oai oao oay oeo ua ui uê "
    "uơ uy uya uyu uây ưa ưi ưu ươi ươu uôi yêu am ăm âm an ăn ân ang ăng âng anh em en eng êm ên "
    "ênh im in inh iêm iên iêng om on ong oong ôm ôn ông ơm ơn um un ung ưm ưn ưng uân uâng uyn "
    "uynh uyên uênh uôm uôn uông ươm ươn ương oam oan oang oanh oăm oăn oăng oem oen yên yêm yêng "
    "yn ynh"
).split()
_STOPPED = (  # noqa: SIM905
    "ac ăc âc ach at ăt ât ap ăp âp ec et ep êch êt êp ich it ip iêc iêt iêp oc ooc ôc ot ôt op ôp "
    "ơt ơp uc ut up ưc ưt uôc uôt uôp ươc ươt ươp oac oach oat oap oăc oăt oet uât uych uyt uyêt "
    "uêch yêt ych yt yp"
).split()
"""Rimes that end in a stop, with which only two tones go."""
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_OF_STOPPED = (TONES[4], TONES[5])
_MARKED = "ăâêôơư"
_EITHER = ("oa", "oe", "uy")
_VOWELS = "aăâeêioôơuưy"


def strip_tone(word: str) -> tuple[str, str]:
    """Return a small word without its tone, and the tone; the last one where there are two."""
    tone, rest = "", []
    for letter in unicodedata.normalize("NFD", word):
        if letter in TONES[1:]:
            tone = letter
        else:
            rest.append(letter)
    return unicodedata.normalize("NFC", "".join(rest)), tone


def drop_accents(words: str) -> str:
    """Return small words with their bare letters only."""
    plain = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _find_tone_places(rime: str, onset: str) -> tuple[int, ...]:
    """Return on which letters of a rime the tone may stand."""
    marked = [index for index, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    if rime in _EITHER and onset != "qu":
        return (0, 1)
    vowels = [index for index, letter in enumerate(rime) if letter in _VOWELS]
    if len(vowels) == 1:
        return (0,)
    closed = vowels[-1] < len(rime) - 1
    return (1,) if closed or len(vowels) == 3 or rime in _EITHER else (0,)


def _is_possible(onset: str, rime: str) -> bool:
    """Tell whether the spelling lets an onset stand before a rime."""
    soft = rime[0] in "ieêy"
    if onset == "qu":
        return rime[0] in "aăâeêiơy" or rime in ("ôc", "ô")
    if onset in ("k", "gh", "ngh"):
        return soft
    if onset in ("c", "g", "ng"):
        return not soft or (onset == "g" and rime[0] == "i")
    if onset == "gi":
        return rime[0] != "i"
    return not (onset and rime[:2] == "yê") and not (not onset and rime[:2] == "iê")


def _iter_spellings(onset: str, rime: str, tone: str) -> Iterator[str]:
    for place in _find_tone_places(rime, onset):
        toned = f"{rime[: place + 1]}{tone}{rime[place + 1 :]}"
        yield onset + unicodedata.normalize("NFC", toned)


@cache
def list_syllables() -> frozenset[str]:
    """Return every syllable that can be spelt, in small letters."""
    return frozenset(
        found
        for rimes, tones in ((_SMOOTH, TONES), (_STOPPED, _OF_STOPPED))
        for rime in rimes
        for onset in _ONSETS
        if _is_possible(onset, rime)
        for tone in tones
        for found in _iter_spellings(onset, rime, tone)
    )


def iter_toned(letters: str, tone: str) -> Iterator[str]:
    """Yield a word with the tone on each of its vowels, the last one first."""
    for index in range(len(letters) - 1, -1, -1):
        if letters[index] in _VOWELS:
            text = f"{letters[: index + 1]}{tone}{letters[index + 1 :]}"
            yield unicodedata.normalize("NFC", text)


_OLD_STYLE = {
    unicodedata.normalize("NFC", f"{pair}{tone}"): unicodedata.normalize(
        "NFC", f"{pair[0]}{tone}{pair[1]}"
    )
    for pair in _EITHER
    for tone in TONES[1:]
}


@lru_cache(maxsize=1 << 14)
def convert_to_old_style(syllable: str) -> str:
    """Return a small syllable with its tone where older books put it: “hòa” for “hoà”."""
    old = _OLD_STYLE.get(syllable[-2:])
    return f"{syllable[:-2]}{old}" if old and syllable[-3:-2] != "q" else syllable
