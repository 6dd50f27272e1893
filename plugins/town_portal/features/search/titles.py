"""The index of the titles of older years: a known one is found without a look into its year. Pure.

Documents have one number through all these years, the oldest first. Of each word without accents
it is told which have it in their titles; ``js/search-titles.js`` reads it.
"""

from collections import defaultdict
from collections.abc import Sequence

from town_portal.features.search.bits import encode_column, gaps, pack_bits, text, varint
from town_portal.features.search.segment import find_shard
from town_portal.features.search.words import folded, words

EACH = 150
"""So many titles for each file."""


def encode_titles(titles: Sequence[str]) -> list[bytes]:
    """Return the files of the words of titles."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        for word in {folded(word) for word in words(title)}:
            found[word].append(number)
    files: list[list[str]] = [[] for _ in range(-(-len(titles) // EACH))]
    for word in sorted(found):
        files[find_shard(word, len(files))].append(word)
    return [
        varint(len(those)) + b"".join([_encode_word(word, found[word]) for word in those])
        for those in files
    ]


def _encode_word(word: str, numbers: Sequence[int]) -> bytes:
    data = pack_bits((encode_column(gaps(numbers)),))
    return text(word) + varint(len(numbers)) + varint(len(data)) + data
