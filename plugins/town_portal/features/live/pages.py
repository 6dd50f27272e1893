"""``pages.json``: which pages there are, so that the live service counts no other. Pure."""

import json
from collections.abc import Container, Iterable, Mapping
from typing import Any

from town_portal.core.data.tables import Town
from town_portal.core.data.workdays import Holidays
from town_portal.core.reader_data import Accepts
from town_portal.core.texts.letters import Letters

FILE = "pages.json"
APART = ("mau/", "khoi/", "ban-thao/")
"""What is no page of the public: the gallery, parts of pages, drafts."""


def is_counted(url: str, hidden: Container[str]) -> bool:
    """Tell whether the visits of an address count, if it is there."""
    is_page = not url or url.endswith("/")
    return is_page and not url.startswith(APART) and url not in hidden


def write_page_list(
    town: Town,
    pages: Iterable[str],
    articles: Mapping[str, Accepts],
    letters: Letters,
    holidays: Holidays,
) -> str:
    """Return the file's text, one path a line; ``articles`` tells what each takes."""
    kinds: dict[str, list[str]] = {"all": [], "rating": [], "nothing": []}
    for url in sorted(pages):
        kinds[articles.get(url, "nothing")].append(f"/{url}")
    visits = town.visits
    told: dict[str, Any] = {
        "version": 1,
        "site": town.site,
        "zone": town.time_zone,
        "start": visits.start if visits else 0,
        "as_of": visits.as_of if visits else None,
        "open": kinds["all"],
        "closed": kinds["rating"],
        "pages": kinds["nothing"],
        "letters": letters,
        "holidays": [day.isoformat() for day in sorted(holidays.off)],
        "worked": [day.isoformat() for day in sorted(holidays.added)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
