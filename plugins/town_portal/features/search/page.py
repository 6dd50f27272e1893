"""What the search page is given: titles, and the numbers of articles by month. Pure."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from town_portal.core.records import Site
from town_portal.core.texts.kinds import KINDS

URL = "tim-kiem/"


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with articles."""

    year: int
    count: int


def build_values(site: Site) -> dict[str, Any]:
    """Return what the template is given.

    ``years`` are those with articles, with their numbers, ``all_years`` those that have anything,
    the newest first; ``kinds`` are what can be looked for alone, by key and title.
    """
    counted: Counter[int] = Counter()
    for month in site.articles.months():
        counted[month.year] += month.count
    years = [YearCount(year, counted[year]) for year in sorted(counted, reverse=True)]
    shown = [kind for kind in KINDS if site.of(kind.folder)]
    days = (page.day for kind in shown for page in site.of(kind.folder))
    all_years = sorted({*counted, *(day.year for day in days if day)}, reverse=True)
    kinds = [(kind.key, kind.title) for kind in shown]
    return {"title": "Tìm kiếm", "years": years, "all_years": all_years, "kinds": kinds}
