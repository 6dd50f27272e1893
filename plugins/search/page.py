"""What the search page is given: titles, and the numbers of articles by month. Pure."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from plugins._kit.records import Site

URL = "tim-kiem/"


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with articles."""

    year: int
    count: int


def values(site: Site) -> dict[str, Any]:
    """Return what the template is given: the years with their numbers of articles, newest first."""
    counted = Counter(article.date.year for article in site.articles)
    years = [YearCount(year, counted[year]) for year in sorted(counted, reverse=True)]
    return {"title": "Tìm kiếm", "years": years}
