"""What templates may call, beside Jinja's own."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from town_portal.core import dates, sharing, text
from town_portal.core.records import Topic

Entry = tuple[Topic, Any]

_CAPITAL = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
_NAME = rf"[{_CAPITAL}]\w+(?: [{_CAPITAL}]\w+){{1,2}}\b"
_NUMBER = r"\b(?:[Nn]gày|[Tt]háng|[Nn]ăm|[Ss]ố|[Đđ]iều|[Kk]hoản) \d[\d./]*(?:[–-][\d./]*\d)?"
_UNBROKEN = re.compile(rf"({_NUMBER}|\d[\d./]*[–-][\d./]*\d|{_NAME})")
"""What stays on one line: a number with its word, a range, a name of two or three words."""


def format_file_size(size: int) -> str:
    """Return a size in bytes in words: ``34 KB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def capitalize_first(words: str) -> str:
    """Return ``words`` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def get_folder(output_file: str) -> str:
    """Return the address of a page by its file: ``2020/index.html`` gives ``2020/``."""
    return output_file.removesuffix("index.html")


def get_host(address: str) -> str:
    """Return the host of a web address, without ``www.``: what a reader knows a site by."""
    return (urlsplit(address).hostname or address).removeprefix("www.").removeprefix("m.")


@lru_cache(maxsize=4096)
def typeset_headline(words: str) -> Markup:
    """Return a headline as HTML in which dates, numbers and names stay on one line.

    ``năm 2020``, ``ngày 01/7/2025``, ``1992–2025``, ``Hồng Lĩnh``.
    """
    parts = _UNBROKEN.split(words)
    return Markup("").join(
        Markup('<span class="unbroken">{}</span>').format(part) if index % 2 else part
        for index, part in enumerate(parts)
    )


def group_by_initial(topics: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return topics, each with what belongs to it, by their first letter without tone marks."""
    grouped = groupby(topics, key=lambda entry: text.get_initial(entry[0].title))
    return [(letter, list(group)) for letter, group in grouped]


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "day": dates.format_day,
        "moment": dates.format_moment,
        "weekday": dates.format_weekday,
        "iso": dates.format_iso,
        "iso_day": dates.format_iso_day,
        "clock": dates.format_clock,
        "number": text.format_number,
        "shorten": text.shorten_text,
        "lower_first": text.lower_first,
        "file_size": format_file_size,
        "capitalize_first": capitalize_first,
        "folder": get_folder,
        "host": get_host,
        "typeset": typeset_headline,
        "initials": group_by_initial,
        "facebook": sharing.build_facebook_address,
        "zalo": sharing.build_zalo_address,
    }
)
