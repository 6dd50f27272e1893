"""What kind of value each attribute of a page must hold, told apart from how the page is made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from tests.portal import Page

REPRESENTATION = re.compile(
    r"<(?:Macro|function|bound method|built-in|class|module|generator|[\w.]+ object)\b"
    r"|\b(?:None|Undefined|True|False|nan)\b|&(?:amp;)?(?:amp|lt|gt|quot|#\d+);|\{[{%]|[%}]\}"
)
"""What Python shows of a value that is no text, HTML that was escaped twice, code of templates."""


def is_date(value: str) -> bool:
    """Tell whether a value is a day, or a moment with its zone."""
    try:
        date.fromisoformat(value)
    except ValueError:
        try:
            return datetime.fromisoformat(value).tzinfo is not None
        except ValueError:
            return False
    return True


def is_address(value: str) -> bool:
    """Tell whether a value is the full address of a page or a file."""
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value


def is_text(value: str) -> bool:
    """Tell whether a value reads as text."""
    return bool(value.strip()) and not REPRESENTATION.search(value)


def is_count(value: str) -> bool:
    """Tell whether a value is a whole number above zero."""
    return value.isdecimal() and int(value) > 0


Kind = Callable[[str], bool]
META: dict[str, Kind] = {
    "DC.date": is_date,
    "article:published_time": is_date,
    "article:modified_time": is_date,
    "article:expiration_time": is_date,
    "DC.identifier": is_address,
    "og:url": is_address,
    "og:image": is_address,
    "og:image:width": is_count,
    "og:image:height": is_count,
}
"""Names of ``meta`` elements; all others hold text."""
LINKED: dict[str, Kind] = {
    **dict.fromkeys(("datePublished", "dateModified", "dateCreated", "legislationDate"), is_date),
    **dict.fromkeys(("foundingDate", "dissolutionDate", "startDate", "endDate"), is_date),
    **dict.fromkeys(
        ("url", "contentUrl", "mainEntityOfPage", "item", "@id", "@context"), is_address
    ),
    **dict.fromkeys(("width", "height", "position"), is_count),
}
"""Properties of JSON-LD; all others hold text."""


ATTRIBUTES: dict[str, Kind] = {
    "datetime": is_date,
    "alt": lambda value: not value or is_text(value),  # a decorative picture has none
    **dict.fromkeys(
        ("href", "src", "action", "poster", "title", "aria-label", "value"),
        lambda value: not REPRESENTATION.search(value),
    ),
}


def find_misfits(page: Page) -> list[str]:
    """Return each value of a page that is not of its kind."""
    found = [*_meta(page), *_attributes(page), *_linked_data(page)]
    return [f"{name}: {value!r}" for name, value, fits in found if not fits(value)]


def _meta(page: Page) -> Iterator[tuple[str, str, Kind]]:
    for element in page.find(".//meta[@name or @property]"):
        name = element.get("name") or element.get("property")
        yield f"meta {name}", element.get("content", ""), META.get(name, is_text)


def _attributes(page: Page) -> Iterator[tuple[str, str, Kind]]:
    for name, fits in ATTRIBUTES.items():
        for element in page.find(f".//*[@{name}]"):
            yield name, element.get(name), fits


def _linked_data(page: Page) -> Iterator[tuple[str, str, Kind]]:
    for element in page.find('.//script[@type="application/ld+json"]'):
        for name, value in _properties("", json.loads(element.text)):
            yield f"JSON-LD {name}", value, LINKED.get(name, is_text)


def _properties(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _properties(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _properties(name, inner)
    elif not isinstance(value, bool):
        yield name, str(value)
