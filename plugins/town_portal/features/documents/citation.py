"""Citations in texts: "Nghị quyết số 12/2021/NQ-HĐND", "Quyết định 67-HĐBT ngày 02/3/1992". Pure.

A citation is known by its *key*, one text: the number without accents and signs, the kind and the
day of issue where they are told: ``12-2021-nq-hdnd``, ``67-hdbt|quyet-dinh|1992-03-02``.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import NamedTuple

from town_portal.core.text import lower_first, make_slug
from town_portal.features.documents.models import LEGAL, OTHERS

_DASH = r"\s?[-‐‑–/]\s?"
_CAPITAL = "A-ZĂÂĐÊÔƠƯ"
_NUMBER = re.compile(
    rf"\d(?<![\w/.,-]\d)\d{{0,4}}(?:/\d{{4}})?(?:{_DASH}[{_CAPITAL}](?:[a-z{_CAPITAL}]*\d*))+(?!\w)"
)
"""A number with the letters that tell who issued it.

It begins with a digit, not with a look at what stands before: so that is what is looked for.
"""
_KIND = re.compile(
    rf"(?<!\w)({'|'.join(sorted((*LEGAL, *OTHERS), key=len, reverse=True))})\s+(?:số:?\s+)?$", re.I
)
_BEFORE = 40
"""So many letters before a number may hold its kind."""
_DAY = re.compile(
    r",?\s+(?:ra\s+)?ngày\s+(\d{1,2})(?:[/.-](\d{1,2})[/.-]|\s+tháng\s+(\d{1,2})\s+năm\s+)(\d{4})"
)
_VALUES = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b{_VALUES}>|<!--.*?-->", re.S)
CLOSED = frozenset(
    ("a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "samp", "summary", "button")
)
"""Elements in which nothing becomes a link."""


class Citation(NamedTuple):
    """A citation in a text: where it begins and ends, and its key."""

    start: int
    end: int
    key: str


class Cited(NamedTuple):
    """Where a citation leads, and what readers are told of a document that is not in force."""

    url: str
    status: str = ""


def parse_number(text: str) -> str:
    """Return the key of a number as somebody has written it in a front matter."""
    found = next(iter_citations(text), None)
    return found.key if found else make_slug(text)


def iter_citations(text: str) -> Iterator[Citation]:
    """Yield the citations in a text without tags, in their order."""
    for match in _NUMBER.finditer(text):
        start = max(0, match.start() - _BEFORE)
        kind = _KIND.search(text[start : match.start()])
        parts = [
            make_slug(match[0]),
            make_slug(kind[1]) if kind else "",
            _find_day(text, match.end()),
        ]
        begin = start + kind.start() if kind else match.start()
        yield Citation(begin, match.end(), "|".join(parts).rstrip("|"))


def _find_day(text: str, place: int) -> str:
    """Return the day that stands behind a number, in ISO; "" where there is none."""
    match = _DAY.match(text, place)
    if not match:
        return ""
    try:
        return date(int(match[4]), int(match[2] or match[3]), int(match[1])).isoformat()
    except ValueError:
        return ""


def list_cited_keys(html: str) -> tuple[str, ...]:
    """Return the keys of what an HTML body cites where a link may stand, sorted."""
    if not _NUMBER.search(html):
        return ()
    return tuple(
        sorted({found.key for text in _open_texts(html) for found in iter_citations(text)})
    )


def link_citations(html: str, look: Callable[[str], Cited | None]) -> str:
    """Return an HTML body in which the first citation of each document leads to its page.

    ``look`` gives by a key the address to be written, or None where no page is known. Behind the
    link to a document that is not in force stands its status.
    """
    if not _NUMBER.search(html):
        return html
    used: set[str] = set()
    parts = []
    for text, is_open in _iter_pieces(html):
        parts.append(_link_text(text, look, used) if is_open else text)
    return "".join(parts)


def make_linker(look: Callable[[str], Cited | None]) -> Callable[[str, str, str], str]:
    """Return the function that writes a body with its links to documents, for templates.

    It is given the body, the page on which it stands, and the way to the portal's root;
    ``look`` gives a document's address from the root by a key, None where it is not known.
    """

    def cited(html: str, here: str, root: str) -> str:
        def found(key: str) -> Cited | None:
            cited = look(key)
            is_elsewhere = cited is not None and cited.url != here
            return Cited(f"{root}/{cited.url}", cited.status) if cited and is_elsewhere else None

        return link_citations(html, found)

    return cited


def _link_text(text: str, look: Callable[[str], Cited | None], used: set[str]) -> str:
    found, before = [], 0
    for start, end, key in iter_citations(text):
        cited = look(key)
        if cited and cited.url not in used:
            used.add(cited.url)
            link = f'<a href="{escape(cited.url)}">{text[start:end]}</a>'
            found += [text[before:start], link + _status(cited.status)]
            before = end
    return "".join([*found, text[before:]])


def _status(words: str) -> str:
    return f' <span class="force force--ended">({lower_first(words)})</span>' if words else ""


def _open_texts(html: str) -> Iterator[str]:
    return (text for text, is_open in _iter_pieces(html) if is_open)


def _iter_pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Yield texts and tags in their order, and whether a link may stand there."""
    depth, before = 0, 0
    for match in _TAG.finditer(html):
        if match.start() > before:
            yield html[before : match.start()], not depth
        yield match[0], False
        before = match.end()
        if (match[2] or "").lower() in CLOSED:
            depth = max(0, depth + (-1 if match[1] else 1))
    if before < len(html):
        yield html[before:], not depth
