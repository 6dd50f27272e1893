"""Who wrote and who photographed, as the last lines of an article say. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plugins.importers.word.units import Words

LONGEST = 140
_LABEL = re.compile(
    r"(?P<label>(?:tin\s*,?\s*bài|tin|bài\s+viết|bài|ảnh|hình|video|tác\s+giả|người\s+viết|"
    r"thực\s+hiện|nội\s+dung|nguồn\s+(?:tin|ảnh)|nguồn|ctv|pv|phóng\s+viên|biên\s+soạn|"
    r"tổng\s+hợp|người\s+chụp|theo)(?:\s*(?:,|và|\+|&|-|–|/)\s*(?:tin|bài|ảnh|hình|video))*)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"([^():]+?)\s*\(([^():]+)\)")
"""``Lê An (Tin, ảnh)``"""
_AFTER = re.compile(r"theo\s+(?=[A-ZĐÀ-Ỹ])", re.IGNORECASE)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w.]*(?:\s+[A-ZĐÀ-Ỹ][\w.]*){0,5}")
_WRITES = re.compile(r"tin|bài|tác|viết|thực|nội|ctv|pv|phóng|biên|tổng", re.IGNORECASE)
_SHOWS = re.compile(r"ảnh|hình|chụp", re.IGNORECASE)
_EDGES = " .;,–—-|()/"


@dataclass(frozen=True, slots=True)
class Byline:
    """The people an article names, and what must be looked at.

    ``lines`` tells how many paragraphs at the end are the byline; ``guess`` is the line of which
    it is not sure.
    """

    author: str = ""
    photographer: str = ""
    source: str = ""
    lines: int = 0
    said: tuple[str, ...] = field(default=())
    guess: str = ""


def parsed(text: str) -> dict[str, str]:
    """Return ``author``, ``photographer``, ``source`` as a line names them; empty for no byline."""
    after = _BEHIND.fullmatch(text.strip())
    text = f"{after[2]}: {after[1]}" if after else text.strip().strip("()[]").strip()
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip(_EDGES):
        return {}
    found: dict[str, str] = {}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        name = text[label.end() : end].strip(_EDGES)
        for role in _roles(label["label"]) if name else ():
            found[role] = f"{found[role]}, {name}" if role in found else name
    return found


def _roles(label: str) -> list[str]:
    if label.lower().startswith(("nguồn", "theo")):
        return ["photographer" if _SHOWS.search(label) else "source"]
    roles = ["author"] if _WRITES.search(label) else []
    return [*roles, "photographer"] if _SHOWS.search(label) else roles


def byline(last: list[Words]) -> Byline:
    """Return what the last paragraphs of an article (in their order) say of its makers."""
    found: dict[str, str] = {}
    said: list[str] = []
    for unit in reversed(last):
        roles = parsed(unit.text) if len(unit.text) <= LONGEST and not unit.level else {}
        if not roles or roles.keys() & found.keys():
            break
        found = {**roles, **found}
        said.insert(0, unit.text)
    if said:
        return Byline(**found, lines=len(said), said=tuple(said))
    return _unlabelled(last[-1]) if last else Byline()


def _unlabelled(unit: Words) -> Byline:
    """Return what a last line without a label says: a source after "Theo", or only a name."""
    facts, text = unit.facts, unit.text.strip().strip("()").strip(_EDGES)
    is_apart = facts.align in ("right", "end") or facts.bold or facts.italic
    if not is_apart or len(text) > 80 or unit.level:
        return Byline()
    after = _AFTER.match(text)
    if after and len(text.split()) <= 12:
        return Byline(source=text[after.end() :], lines=1, said=(unit.text,), guess=unit.text)
    if facts.align in ("right", "end") and all(
        map(_NAME.fullmatch, re.split(r"\s*[-–,&]\s*", text))
    ):
        return Byline(author=text, lines=1, said=(unit.text,), guess=unit.text)
    return Byline()
