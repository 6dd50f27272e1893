"""Rules about single and paired syllables: what is in use, and what stands beside what."""

from collections.abc import Iterator
from functools import lru_cache

from town_portal.authoring.proofreading.language import lexicon
from town_portal.authoring.proofreading.language.mistakes import (
    Guess,
    choose_guess,
    find_tone_twin,
    guess_words,
    has_keys_of,
    is_telex,
    list_repairs,
)
from town_portal.authoring.proofreading.language.syllables import (
    convert_to_old_style,
    list_syllables,
    strip_tone,
)
from town_portal.authoring.proofreading.language.tables import load_loans, load_slips
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.rules.spelling import legacy_lines
from town_portal.authoring.proofreading.text import WORD, ProofText, Spot
from town_portal.core.text import shorten_text

_LETTERS = frozenset("abcdđeghiklmnopqrstuvxyăâêôơư")
_KEYS = "fjzw"
"""No Vietnamese letters, but left at a word's end by the keys that write tones."""
LONGEST = 24
"""Letters of a word that are repeated in a sentence about it."""
_BEGINS = ("", *".!?:;…\n\f|–-")
"""What stands before the first word of a sentence."""
_HYPHENS = frozenset("-’'")
_LONGEST_TYPED = 16
"""Letters of two syllables that may be written as one."""
_APART = -1.0
"""Strength of two syllables that are not known together."""
_COMMON, _MORE = 20, 100
"""From so many counts a word without accents means a syllable: beside a known word, anywhere."""
RIGHT_WORD = (
    "; hãy xem lại, hoặc thêm vào mục Từ viết đúng của bảng Soát lỗi ở bàn soạn tin (words trong "
    "content/data/proofreading.yaml)"
)


def strange_syllables(text: ProofText) -> Found:
    """Yield small words that are no Vietnamese syllables in use, each once.

    A word without accents is told only where what it may mean makes a word with its neighbours.
    """
    strange = {word for word in text.different if _is_strange(word)}
    if not strange:
        return
    right = load_loans() | {word.lower() for word in text.town.words}
    right |= {word.lower() for word in text.different if word[:1].isupper()}
    right |= {word for line in legacy_lines(text) for word in WORD.findall(line.written)}
    for word in sorted(strange - right):
        index = text.words.index(word)
        hint, is_sure = _list_repairs(text, index)
        is_quoted = word.isascii() and any(map(_is_foreign, text.beside(index)))
        if not is_quoted and (is_sure or _is_vietnamese(word)):
            yield _make_spot(text, index, hint)


@lru_cache(maxsize=1 << 14)
def _is_strange(word: str) -> bool:
    is_plain = word.islower() and not _HYPHENS & {*word}
    return is_plain and convert_to_old_style(word) not in lexicon.list_syllables_in_use()


def _is_vietnamese(word: str) -> bool:
    """Tell whether a word by itself looks Vietnamese: by its accents, its keys, its spelling."""
    if word.isascii():
        return is_telex(word) or word in list_syllables()
    return len(word) > 1 and set(strip_tone(word)[0].rstrip(_KEYS)) <= _LETTERS


def _make_spot(text: ProofText, index: int, hint: str) -> Spot:
    word = text.words[index]
    kind = "ít gặp trong" if word in list_syllables() else "không phải âm tiết"
    advice = f"; có phải ý là “{hint}”?" if hint else RIGHT_WORD
    sentence = f"“{shorten_text(word, LONGEST)}” {kind} tiếng Việt{advice}"
    return text.spot(text.spans[index], sentence, hint or None)


def _list_repairs(text: ProofText, index: int) -> tuple[str, bool]:
    """Return what a strange word may mean, and whether its neighbours leave little doubt."""
    before, after = text.beside(index)
    best, most, is_sure = "", -1.0, False
    for hint in list_repairs(text.words[index][:_LONGEST_TYPED]):
        first, last = hint.split()[0], hint.split()[-1]
        strength = lexicon.get_weight(before, first) + lexicon.get_weight(last, after)
        if strength > most:
            is_near = lexicon.is_known(before, first) or lexicon.is_known(last, after)
            often = lexicon.get_frequency(hint) if has_keys_of(text.words[index], hint) else 0
            is_sure = strength > 0 or (is_near and often > _COMMON) or often > _MORE
            best, most = hint, strength
    return best, is_sure


def _is_foreign(word: str) -> bool:
    return word.isascii() and word != "" and word not in lexicon.list_syllables_in_use()


def wrong_words(text: ProofText) -> Found:
    """Yield syllables that make no known word with their neighbours, where another one would."""
    right = {word.lower() for word in text.town.words}
    guesses = {
        index: guess
        for index in _iter_unknown_pairs(text)
        if (guess := _guess(text, index)) and " ".join(text.small[index : index + 2]) not in right
    }
    for index, guess in guesses.items():
        beside = (guesses.get(item) for item in (index - 1, index + 1))
        if all(other is None or other.odds <= guess.odds for other in beside):
            yield _make_wrong_spot(text, (index, index + 1), guess.right)
    for index, word in enumerate(text.small):
        other = find_tone_twin(word)
        if other and not {index, index - 1} & guesses.keys() and _is_isolated(text, index):
            yield _make_wrong_spot(text, (index, index), other)


def _guess(text: ProofText, index: int) -> Guess | None:
    guesses = guess_words(text.small[index], text.small[index + 1])
    return choose_guess(guesses, _weigh_neighbours(text, index)) if guesses else None


def _is_isolated(text: ProofText, index: int) -> bool:
    """Tell whether a small word makes no known word with its neighbours."""
    (before, after), word = text.beside(index), text.small[index]
    is_known = lexicon.is_known(before, word) or lexicon.is_known(word, after)
    return text.words[index][0].islower() and not is_known


def _make_wrong_spot(text: ProofText, places: tuple[int, int], right: str) -> Spot:
    span = (text.spans[places[0]][0], text.spans[places[1]][1])
    written = text.prose.text[slice(*span)]
    right = right[0].upper() + right[1:] if written[0].isupper() else right
    written = " ".join(written.split())
    return text.spot(span, f"“{written}” có lẽ phải là “{right}”: có chữ viết nhầm", right)


def _iter_unknown_pairs(text: ProofText) -> Iterator[int]:
    """Yield where two syllables in use stand together that no list knows."""
    words, small, used = text.words, text.small, lexicon.list_syllables_in_use()
    for index in text.joints:
        first, last = small[index], small[index + 1]
        if last in lexicon.get_followers(first) or first == last or words[index + 1][0].isupper():
            continue
        is_told = first not in used or last not in used or (first, last) in load_slips()
        if not is_told and not _is_end_of_name(text, index):
            yield index


def _is_end_of_name(text: ProofText, index: int) -> bool:
    """Tell whether a word has its capital as part of a name, not as the first of a sentence."""
    start = text.spans[index][0]
    before = text.prose.text[max(0, start - 3) : start].rstrip("“”\"'( ")
    return text.words[index] != text.small[index] and before[-1:] not in _BEGINS


def _weigh_neighbours(text: ProofText, index: int) -> tuple[float, float]:
    """Return how strong a word each of two syllables makes with the one on its other side."""
    small = text.small
    before, _ = text.beside(index)
    _, after = text.beside(index + 1)
    return (
        lexicon.get_followers(before).get(small[index], _APART),
        lexicon.get_followers(small[index + 1]).get(after, _APART),
    )


RULES = (
    Rule(
        "am-tiet-la",
        "should",
        "Chữ không phải âm tiết tiếng Việt",
        "Gõ nhanh thường sai dấu, thiếu chữ hoặc để sót phím (“nguời”, “đựơc”, “có thễ”). Quy tắc "
        "so từng chữ với các âm tiết có trong từ điển; tên riêng và chữ nước ngoài không dấu được "
        "bỏ qua. Từ đúng mà bị báo thì thêm vào mục Từ viết đúng của bảng Soát lỗi ở bàn soạn tin "
        "(words trong content/data/proofreading.yaml).",
        "moị nguời dân",
        "mọi người dân",
        strange_syllables,
    ),
    Rule(
        "tu-sai-dau",
        "should",
        "Từ viết nhầm một chữ",
        "Gõ thiếu dấu, nhầm hỏi với ngã, s với x, ch với tr có thể ra một chữ khác vẫn đúng chính "
        "tả. Quy tắc báo hai chữ ít khi đi với nhau mà rất gần một từ thường gặp. Từ đúng mà bị "
        "báo thì thêm vào mục Từ viết đúng của bảng Soát lỗi ở bàn soạn tin (words trong "
        "content/data/proofreading.yaml).",
        "dự hội nghi",
        "dự hội nghị",
        wrong_words,
    ),
)
