"""A rule about doubled words."""

import re

from town_portal.authoring.proofreading.language import lexicon
from town_portal.authoring.proofreading.names import LOWER
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText

_PAIR = re.compile(rf"(?<![\w-])([{LOWER}]+ [{LOWER}]+) \1(?![\w-])")
_UPPER = re.compile(r"(?<![\w-])([A-ZĐ]{3,}) \1(?![\w-])")

_COMMON, _MORE = 75, 300
"""From so many counts a syllable often stands by itself: after a word that ends with it, before one
that begins with it."""


def doubled_words(text: ProofText) -> Found:
    """Yield words that stand twice in a row and are no reduplication."""
    for index in text.joints:
        word = text.words[index]
        is_twice = text.small[index] == text.small[index + 1] and text.words[index + 1].islower()
        if is_twice and not _is_meant(text, index):
            span = (text.spans[index][0], text.spans[index + 1][1])
            yield text.spot(span, f"“{word} {text.words[index + 1]}” viết lặp hai lần", word)
    for pattern in (_PAIR, _UPPER):
        for match in pattern.finditer(text.prose.text):
            first, *rest = match[1].split()
            if rest != [first]:
                yield text.spot(match.span(), f"“{match[0]}” viết lặp hai lần", match[1])


def _is_meant(text: ProofText, index: int) -> bool:
    """Tell whether a doubled word is one, ends another one, or is one of two: “anh anh em em”."""
    word, small = text.small[index], text.small
    (before, _), (_, after) = text.beside(index), text.beside(index + 1)
    often, ends = lexicon.get_frequency(word), lexicon.get_weight(before, word)
    if lexicon.get_weight(word, word) or (
        lexicon.get_weight(word, after) and (ends or often > _MORE)
    ):
        return True
    if ends and (often > 2 * _COMMON or (often > _COMMON and lexicon.is_known(word, after))):
        return True
    return small[index + 2 : index + 3] == small[index + 3 : index + 4] != [] or (
        index > 1 and small[index - 2] == small[index - 1]
    )


RULES = (
    Rule(
        "tu-lap",
        "should",
        "Từ viết lặp",
        "Sửa câu nhiều lần hay để sót một từ viết hai lần. Từ láy (ngày ngày, xanh xanh) không bị "
        "báo.",
        "nghị quyết của của Đảng ủy",
        "nghị quyết của Đảng ủy",
        doubled_words,
    ),
)
