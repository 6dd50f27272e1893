"""timeliness.yaml, and which pages and sections were not brought up to date in time. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from town_portal.core.data.fields import Key, Text
from town_portal.core.data.loading import Model, Table
from town_portal.core.data.workdays import NONE, Holidays, find_unknown_year
from town_portal.core.records import Site

Days = int
Kind = Literal["category", "page", "data"]
KINDS: Mapping[Kind, str] = {"category": "chuyên mục", "page": "trang", "data": "tệp dữ liệu"}


class CategoryLimit(Model):
    """In how many days a category wants something new."""

    category: Key
    days: Days = Field(ge=1)


class PageLimit(Model):
    """In how many days a page is to be looked through again; ``page`` is its key."""

    page: Key
    days: Days = Field(ge=1)


class DataLimit(Model):
    """In how many days a data file is to be looked through again."""

    data: Text
    days: Days = Field(ge=1)


class Timeliness(Model):
    """The limits; ``other_`` are those of whatever is not named, none where they are absent.

    ``may_be_empty`` are categories that need no article.
    """

    categories: tuple[CategoryLimit, ...] = ()
    pages: tuple[PageLimit, ...] = ()
    data: tuple[DataLimit, ...] = ()
    other_categories: Days | None = Field(default=None, ge=1)
    other_pages: Days | None = Field(default=None, ge=1)
    may_be_empty: tuple[Key, ...] = ()


@dataclass(frozen=True)
class TimedSection:
    """A section with its limit in days; ``last`` is when it was brought up to date, if known."""

    kind: Kind
    key: str
    title: str
    last: date | None
    limit: int

    def age(self, today: date) -> int | None:
        """Return how many days ago that was."""
        return (today - self.last).days if self.last else None


@dataclass(frozen=True)
class TimelinessReport:
    """What is not up to date on the day ``today``.

    ``stale``: older than their limit; ``unknown``: nobody has written when; ``empty``: categories
    without an article (key and title); ``looked_at``: how many sections have a limit; ``year``: the
    year whose holidays are wanted and not there.
    """

    today: date
    looked_at: int
    stale: tuple[TimedSection, ...]
    unknown: tuple[TimedSection, ...]
    empty: tuple[tuple[str, str], ...]
    year: int | None

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to be done."""
        return not (self.stale or self.unknown or self.empty or self.year)


TIMELINESS = Table("timeliness", Timeliness, Timeliness())


def build_report(data: Mapping[str, Any], site: Site, today: date) -> TimelinessReport:
    """Return what is not up to date; ``data`` are the data files by name."""
    limits: Timeliness = data.get("timeliness") or Timeliness()
    found = list(_iter_sections(limits, data, site))
    holidays: Holidays = data.get("holidays") or NONE
    stale = (item for item in found if item.last and (item.age(today) or 0) > item.limit)
    return TimelinessReport(
        today,
        len(found),
        tuple(sorted(stale, key=lambda item: (item.last, item.kind, item.key))),
        tuple(item for item in found if not item.last),
        tuple(
            (topic.key, topic.title)
            for topic, articles in site.categories.items()
            if not articles and topic.key not in limits.may_be_empty
        ),
        find_unknown_year(today, holidays),
    )


def _iter_sections(
    limits: Timeliness, data: Mapping[str, Any], site: Site
) -> Iterator[TimedSection]:
    """Yield all sections that have a limit; a category without articles is told as empty."""
    of_category = {item.category: item.days for item in limits.categories}
    for topic, articles in site.categories.items():
        days = of_category.get(topic.key, limits.other_categories)
        if days and articles:
            newest = articles[0]  # of which nothing else is asked for: most are not in memory
            yield TimedSection("category", topic.key, topic.title, newest.date.date(), days)
    of_page = {item.page: item.days for item in limits.pages}
    for page in site.pages:
        days = of_page.get(page.key, limits.other_pages)
        if days:
            modified = page.modified.date() if page.modified else None
            yield TimedSection("page", page.key, page.title, modified, days)
    for item in limits.data:
        if data.get(item.data) is not None:
            yield TimedSection(
                "data", item.data, f"{item.data}.yaml", get_last_review(data[item.data]), item.days
            )


def get_last_review(table: Any) -> date | None:
    """Return when somebody last looked through a data file: its ``modified``, else its ``made``."""
    return getattr(table, "modified", None) or getattr(table, "made", None)


def iter_unknown_names(
    data: Mapping[str, Any], site: Site
) -> Iterator[tuple[tuple[str, int, str], str]]:
    """Yield the place in timeliness.yaml of each name that nothing has, with what is wrong."""
    limits: Timeliness = data.get("timeliness") or Timeliness()
    categories = {topic.key for topic in site.categories}
    pages = {page.key for page in site.pages}
    for index, category in enumerate(limits.categories):
        if category.category not in categories:
            yield ("categories", index, "category"), f"không có chuyên mục “{category.category}”"
    for index, page in enumerate(limits.pages):
        if page.page not in pages:
            yield ("pages", index, "page"), f"không có trang “{page.page}” trong content/pages"
    for index, table in enumerate(limits.data):
        if table.data not in data:
            yield ("data", index, "data"), f"không phần nào của cổng dùng tệp “{table.data}.yaml”"
        elif data[table.data] is not None and not _may_tell(data[table.data]):
            sentence = f"tệp “{table.data}.yaml” không có chỗ ghi ngày (modified hoặc made)"
            yield ("data", index, "data"), f"{sentence} nên không đặt hạn cho nó được"


def _may_tell(table: Any) -> bool:
    return hasattr(table, "modified") or hasattr(table, "made")
