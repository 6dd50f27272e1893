"""The index of the titles of older years: a known one is found without a look into its year. Pure.

Documents have one number through all these years, the oldest first. Of each word without accents
it is told which have it in their titles; ``js/search-titles.js`` reads it.
"""

from collections import defaultdict
from collections.abc import Sequence

from town_portal.features.search.bits import (
    compute_gaps,
    encode_column,
    encode_text,
    encode_varint,
    pack_bits,
)
from town_portal.features.search.segment import find_shard
from town_portal.features.search.words import fold_word, split_words

EACH = 150
"""So many titles for each file."""


def encode_titles(titles: Sequence[str]) -> list[bytes]:
    """Return the files of the words of titles."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        for word in {fold_word(word) for word in split_words(title)}:
            found[word].append(number)
    files: list[list[str]] = [[] for _ in range(-(-len(titles) // EACH))]
    for word in sorted(found):
        files[find_shard(word, len(files))].append(word)
    return [
        encode_varint(len(those)) + b"".join([_encode_word(word, found[word]) for word in those])
        for those in files
    ]


def _encode_word(word: str, numbers: Sequence[int]) -> bytes:
    data = pack_bits((encode_column(compute_gaps(numbers)),))
    return encode_text(word) + encode_varint(len(numbers)) + encode_varint(len(data)) + data
