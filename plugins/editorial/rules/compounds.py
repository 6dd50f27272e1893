"""A rule about words of two syllables of which one has wrong accents: “hội nghi”."""

from collections.abc import Iterator
from itertools import pairwise

from plugins.editorial.language.syllables import syllables
from plugins.editorial.language.tables import compounds
from plugins.editorial.rule import Found, Rule
from plugins.editorial.text import WORD, Text


def wrong_accents(text: Text) -> Found:
    """Yield pairs that differ from a common word in the accents of one syllable."""
    table, words = compounds(), text.small
    near = {pair for pair in {*pairwise(words)} if table.meant(*pair)}
    if not near:
        return
    for index, first, last in _pairs_at(text, near):
        right = table.meant(words[index], words[index + 1])
        around = (
            words[max(0, index - 1) : index + 1],
            words[index + 1 : index + 3],
        )
        if any(" ".join(pair) in table.words for pair in around):
            continue
        written = text.prose.text[first:last]
        replacement = right[0].upper() + right[1:] if written[0].isupper() else right
        yield text.spot(
            (first, last),
            f"“{' '.join(written.split())}” có lẽ phải là “{replacement}”: có chữ sai dấu",
            replacement,
        )


def _pairs_at(text: Text, near: set[tuple[str, str]]) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs' numbers and places, where only blanks stand between and no name is meant."""
    words = text.prose.text
    for index, (one, other) in enumerate(pairwise(WORD.finditer(words))):
        if (one[0].lower(), other[0].lower()) not in near or not other[0].islower():
            continue
        is_joined = words[one.end() : other.start()] in (" ", "\n")
        spelt = (word for word in (one[0].lower(), other[0]) if not word.isascii())
        if is_joined and syllables().issuperset(spelt):  # the others are told as strange ones
            yield index, one.start(), other.end()


RULES = (
    Rule(
        "tu-sai-dau",
        "should",
        "Từ sai hoặc thiếu dấu",
        "Gõ thiếu hay nhầm một dấu có thể ra một chữ khác vẫn đúng chính tả. Quy tắc so các từ "
        "thường gặp trong văn bản hành chính (plugins/editorial/language/compounds.yaml).",
        "dự hội nghi",
        "dự hội nghị",
        wrong_accents,
    ),
)
