"""The file of what citizens' words lead to; ``js/search-answers.js`` reads it. Pure."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from town_portal.features.search.models import Answer, Synonyms
from town_portal.features.search.words import fold_word, split_words


class Row(NamedTuple):
    """An answer as the browser has it; ``url`` is from the root, or absolute."""

    title: str
    kind: str
    url: str
    note: str
    words: tuple[str, ...]


def resolve_answers(synonyms: Synonyms, is_published: Callable[[str], bool]) -> list[Row]:
    """Return the answers that lead somewhere.

    ``is_published`` tells whether an address is one of the portal.
    """
    return list(_rows(synonyms.answers, is_published))


def encode_answers(answers: Sequence[Row], fillers: str, town: str) -> bytes:
    """Return the file of answers, and of the words of a query that do not count.

    The words of the name of the ``town`` count as little as ``fillers``.
    """
    known = sorted({fold_word(word) for word in (*split_words(fillers), *split_words(town))})
    values = {"fillers": known, "answers": answers}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _rows(answers: tuple[Answer, ...], is_published: Callable[[str], bool]) -> Iterator[Row]:
    for answer in answers:
        pages = (page.lstrip("/") for page in answer.to)
        url = next((page for page in pages if is_published(page.partition("#")[0])), answer.url)
        if url is not None:
            yield Row(answer.title, answer.kind, url, answer.note or "", answer.words)
