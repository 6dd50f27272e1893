"""What the name of a file says about its address."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePath

from town_portal.core.text import make_slug

_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")


@dataclass(frozen=True)
class Name:
    """The date and slug in ``2020-12-14-slug``; both None in any other name."""

    day: date | None = None
    slug: str | None = None


@lru_cache(64)  # asked several times for each article
def parse_article_name(path: PurePath) -> Name:
    """Return what the folder's name (of an ``index.md``) or the file's name says.

    Raises ValueError, in Vietnamese, when the name starts with a date that no calendar has.
    """
    text = path.parent.name if path.stem == "index" else path.stem
    match = _DATED.fullmatch(text)
    if not match:
        return Name()
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        sentence = (
            f"tên “{text}” bắt đầu bằng một ngày không có trong lịch; hãy đổi tên, ví dụ "
            f"2020-12-14-{match[4]}"
        )
        raise ValueError(sentence) from None
    return Name(day, make_slug(match[4]))


def get_page_name(path: PurePath) -> str:
    """Return a page's key: its file's name, or its folder's when the file is ``index.md``."""
    return make_slug(path.parent.name if path.stem == "index" else path.stem)


def make_published_name(name: str, otherwise: str = "tep") -> str:
    """Return a file's name as it stands in addresses: ASCII, small, no spaces.

    ``otherwise`` is the name of a file whose own has no letter to be kept.
    """
    path = PurePath(name)
    ending = make_slug(path.suffix)
    return (make_slug(path.stem) or otherwise) + (f".{ending}" if ending else "")
