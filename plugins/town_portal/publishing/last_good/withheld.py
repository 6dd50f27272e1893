"""Whether a faulty text says, as far as it can be read, that it is not to be shown."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from town_portal.build import article
from town_portal.core.content_files.opening import read_bytes
from town_portal.core.data import yamldoc
from town_portal.core.texts import frontmatter
from town_portal.core.texts.front import ArticleFront
from town_portal.publishing.last_good.texts import TextUnit

DECISIVE = frozenset(("status", "expires", "publish"))
_DOUBT = re.compile(r"\b(?:draft|hidden|expire[sd])\b", re.IGNORECASE)
HEAD_LINES = 60
"""An unreadable header is searched so far."""


def is_withheld(unit: TextUnit, zone: ZoneInfo, now: datetime) -> bool:
    """Tell whether a text is a draft, hidden, expired or to come; what is in doubt counts."""
    try:
        text = read_bytes(unit.content / unit.source, unit.content).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return True
    try:
        head = frontmatter.split_front_matter(text.replace("\r\n", "\n")).head
    except yamldoc.YamlError:
        return bool(_DOUBT.search(_guess_head_lines(text)))
    given = {str(name).lower(): value for name, value in (head.value or {}).items()}
    front, replaced = article.replace_wrong_fields(ArticleFront, given, unit.path / "index.md")
    if replaced & DECISIVE or front.status != "published":
        return True
    return bool(article.explain_absence(article.Showing(front, zone), now))


def _guess_head_lines(text: str) -> str:
    """Return what may be the header of a text that has no readable one."""
    first, *lines = text.lstrip().splitlines() or [""]
    inside = takewhile(lambda line: line.rstrip() != "---", lines[:HEAD_LINES])
    return "\n".join((first, *inside))
