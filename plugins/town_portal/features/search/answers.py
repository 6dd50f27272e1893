"""The file of what citizens' words lead to; ``js/search-answers.js`` reads it. Pure."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

from town_portal.features.search.models import Answer, Synonyms
from town_portal.features.search.words import folded, words


def encode_answers(synonyms: Synonyms, is_published: Callable[[str], bool], town: str) -> bytes:
    """Return the answers that lead somewhere, and the words of a query that do not count.

    ``is_published`` tells whether an address is one of the portal; the words of the name of the
    ``town`` count as little as fillers.
    """
    fillers = sorted({folded(word) for word in (*words(synonyms.fillers), *words(town))})
    answers = list(_rows(synonyms.answers, is_published))
    values = {"fillers": fillers, "answers": answers}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _rows(answers: tuple[Answer, ...], is_published: Callable[[str], bool]) -> Iterator[list[Any]]:
    for answer in answers:
        pages = (page.lstrip("/") for page in answer.to)
        url = next((it for it in pages if is_published(it.partition("#")[0])), answer.url)
        if url is not None:
            yield [answer.title, answer.kind, url, answer.note or "", answer.words]
