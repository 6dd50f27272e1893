"""What is typed or heard for what: the syllables that may be meant by another one. Pure.

The likelihoods are rough and only compared with each other: hỏi and ngã are taken for one another
more often than other tones, an accent is left out more often than put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from town_portal.authoring.proofreading.language.lexicon import (
    count_syllables,
    get_frequency,
    get_weight,
    list_syllables_in_use,
)
from town_portal.authoring.proofreading.language.syllables import (
    TONES,
    convert_to_old_style,
    drop_accents,
    iter_toned,
    strip_tone,
)

_ONSET = re.compile(r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?")
_CODA = re.compile(r"(?:ng|nh|ch|[cmnpt])?$")
_ONSETS = {
    "s": ("x",),
    "x": ("s",),
    "ch": ("tr",),
    "tr": ("ch",),
    "n": ("l",),
    "l": ("n",),
    "d": ("gi", "r"),
    "gi": ("d", "r"),
    "r": ("d", "gi"),
}
_CODAS = ("ng", "nh", "ch", "c", "m", "n", "p", "t", "")
_HEARD = {"n": ("ng", "nh"), "ng": ("n", "nh"), "nh": ("n", "ng"), "c": ("t",), "t": ("c",)}
_SHAPES = ("aăâ", "eê", "oôơ", "uư", "dđ")
_BARE = "aeoud"
_HOOK, _TILDE = TONES[2:4]
AS_HEARD, _LEFT_OUT, _OTHER, _OTHER_TONE = 0.7, 0.3, 0.02, 0.003
_SURE = 30.0
"""Minimum of how much likelier another word is than what is written."""
_MOST = 700.0
"""No word of the lexicon weighs more."""
_RARE, _MORE, _TWIN = 4.0, 12.0, 1.0
"""Maximum count of a rare syllable, how many times more its twin has, what twins' likelihood is."""
_JOINED = 30.0
"""So much less likely is a slip in a syllable that makes a word with the one on its other side."""
_TELEX = {"f": TONES[1], "r": TONES[2], "x": TONES[3], "s": TONES[4], "j": TONES[5]}
"""The keys that write tones."""
_TELEX_SHAPES = (
    *(("uow", "ươ"), ("uwow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ")),
    *(("aw", "ă"), ("ow", "ơ"), ("uw", "ư"), ("w", "ư")),
)
_SPELLINGS = (
    *(("uơ", "ươ"), ("ưo", "ươ"), ("uo", "ươ"), ("uô", "ươ"), ("ie", "iê"), ("ye", "yê")),
    *(("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k")),
    *(("y", "i"), ("i", "y")),
)
_VOWELS = frozenset("aăâeêioôơuưy")


class Guess(NamedTuple):
    """What two syllables mean, which of them is wrong (0 or 1), how likely; see ``_SURE``."""

    right: str
    wrong: int
    odds: float


@lru_cache(maxsize=1 << 13)
def find_alike(syllable: str) -> Mapping[str, float]:
    """Return the syllables in use that may be meant by one in small letters, with likelihoods."""
    found: dict[str, float] = {}
    used = _group_by_tone()
    for letters, tone, likelihood in iter_changes(*strip_tone(syllable)):
        if letters in used and tone in used[letters]:
            found.setdefault(used[letters][tone], likelihood)
    found.pop(syllable, None)
    return found


@cache
def _group_by_tone() -> Mapping[str, Mapping[str, str]]:
    """Return the syllables in use by their letters without the tone, and by it."""
    found: dict[str, dict[str, str]] = {}
    for syllable in list_syllables_in_use():
        letters, tone = strip_tone(syllable)
        found.setdefault(letters, {})[tone] = syllable
    return found


def iter_changes(letters: str, tone: str) -> Iterator[tuple[str, str, float]]:
    """Yield the letters and tones that may be meant by these, with likelihoods."""
    if tone in (_HOOK, _TILDE):
        yield letters, _TILDE if tone == _HOOK else _HOOK, _TWIN
    for changed, likelihood in (*_iter_end_changes(letters), *_iter_shape_changes(letters)):
        yield changed, tone, likelihood
    for other in TONES:
        if other != tone:
            yield letters, other, _OTHER_TONE if tone else _LEFT_OUT


def _iter_end_changes(letters: str) -> Iterator[tuple[str, float]]:
    """Yield letters with another beginning or end."""
    onset, coda = _ONSET.match(letters), _CODA.search(letters)
    assert onset
    assert coda
    for item in _ONSETS.get(onset[0], ()):
        yield item + letters[onset.end() :], AS_HEARD
    for item in _CODAS:
        likelihood = _LEFT_OUT if item in _HEARD.get(coda[0], ()) else _OTHER
        yield letters[: coda.start()] + item, likelihood


def _iter_shape_changes(letters: str) -> Iterator[tuple[str, float]]:
    """Yield letters with another accent on one of them, or none."""
    for index, letter in enumerate(letters):
        group = next((item for item in _SHAPES if letter in item), letter)
        for item in group.replace(letter, ""):
            likelihood = _LEFT_OUT if letter in _BARE else _OTHER
            yield letters[:index] + item + letters[index + 1 :], likelihood


@lru_cache(maxsize=1 << 15)
def guess_words(first: str, last: str) -> tuple[Guess, ...]:
    """Return the words that two syllables not known together may mean, the likeliest first."""
    chance = get_frequency(first) * get_frequency(last) / count_syllables()
    if chance * _SURE > _MOST:
        return ()
    guesses = [
        Guess(f"{item} {last}", 0, likelihood * get_weight(item, last) / chance)
        for item, likelihood in find_alike(first).items()
    ]
    guesses += [
        Guess(f"{first} {item}", 1, likelihood * get_weight(first, item) / chance)
        for item, likelihood in find_alike(last).items()
    ]
    return tuple(
        sorted((guess for guess in guesses if guess.odds > _SURE), key=lambda item: -item.odds)
    )


def choose_guess(guesses: tuple[Guess, ...], joined: tuple[float, float]) -> Guess | None:
    """Return the likeliest guess.

    ``joined`` is how strong a word each syllable makes with its other side; negative for none.
    """
    if min(joined) >= 0:
        return None
    for guess in guesses:
        strength = joined[guess.wrong]
        if strength < 0 or (strength < 1 and guess.odds > _SURE * _JOINED):
            return guess
    return None


@lru_cache(maxsize=1 << 13)
def find_tone_twin(syllable: str) -> str:
    """Return the common syllable with hỏi for ngã, or ngã for hỏi, of a very rare one; or ""."""
    rarity = get_frequency(syllable)
    if rarity > _RARE or syllable not in list_syllables_in_use():
        return ""
    twins = (item for item, likelihood in find_alike(syllable).items() if likelihood == _TWIN)
    return next((twin for twin in twins if get_frequency(twin) > _MORE * max(1, rarity)), "")


def list_repairs(word: str) -> list[str]:
    """Return what may be meant by a small word that is no syllable in use, the likeliest first."""
    found = dict.fromkeys(
        item
        for item in map(convert_to_old_style, _iter_respelt(word))
        if item in list_syllables_in_use()
    )
    if word.isascii():
        found |= dict.fromkeys(_group_by_letters().get(word, ()))
    found |= dict.fromkeys(sorted(find_alike(word), key=lambda item: -find_alike(word)[item]))
    found |= dict.fromkeys(
        item
        for item in map(convert_to_old_style, _iter_retyped(word))
        if item in list_syllables_in_use()
    )
    return [*found, *_split(word)]


def _iter_respelt(word: str) -> Iterator[str]:
    """Yield a word with its tone in other places, with letters that go together, without keys."""
    plain, tone = strip_tone(word)
    trials = [plain, *(plain.replace(*pair) for pair in _SPELLINGS if pair[0] in plain)]
    for letters in trials:
        yield from iter_toned(letters, tone)
    yield from iter_toned(*decode_telex(plain, tone))
    if plain[-1:] in "fjzw":
        yield from iter_toned(plain[:-1], tone)
    if not tone and not word.isascii():
        for letters in trials:
            yield from iter_toned(letters, TONES[4])
            yield from iter_toned(letters, TONES[5])


def _iter_retyped(word: str) -> Iterator[str]:
    """Yield a word without each of its letters, and with each two of them exchanged."""
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]
    for index in range(len(word) - 1):
        yield f"{word[:index]}{word[index + 1]}{word[index]}{word[index + 2 :]}"


def _split(word: str) -> Iterator[str]:
    """Yield the two syllables that were written as one, where they make a word."""
    for index in range(2, len(word) - 1):
        first, last = word[:index], word[index:]
        if get_weight(first, last):
            yield f"{first} {last}"


@cache
def _group_by_letters() -> Mapping[str, list[str]]:
    """Return the syllables in use by their letters without accents, the commonest first."""
    found: dict[str, list[str]] = {}
    for item in sorted(list_syllables_in_use(), key=get_frequency, reverse=True):
        found.setdefault(drop_accents(item), []).append(item)
    return found


def has_keys_of(word: str, syllable: str) -> bool:
    """Tell whether a word is a syllable without its accents, or with the keys for them."""
    return drop_accents(syllable) in (word, drop_accents(decode_telex(word)[0]))


def is_telex(word: str) -> bool:
    """Tell whether keys of Telex are left in a word that is no foreign one: “laf”, “mootj”."""
    letters, tone = decode_telex(word)
    if not tone or not any(item in list_syllables_in_use() for item in iter_toned(letters, tone)):
        return False
    return (word[-1] in "fj" and len(word) > len("of")) or any(
        keys in word for keys, _ in _TELEX_SHAPES
    )


def decode_telex(letters: str, tone: str = "") -> tuple[str, str]:
    """Return what the keys of Telex mean that are left in a word: letters and tone."""
    kept = ""
    for letter in letters:
        if letter in _TELEX and _VOWELS & {*kept}:
            tone = _TELEX[letter]
        else:
            kept += letter
    for keys, shape in _TELEX_SHAPES:
        kept = kept.replace(keys, shape)
    return kept, tone
