"""The articles of a period as work, read from the content folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from town_portal.authoring.articles import ArticleFile, ArticleFolder, iter_paths
from town_portal.authoring.fees.paid_work import (
    PaidWork,
    count_words,
    list_photographers,
    split_people,
)
from town_portal.authoring.fees.period import FeePeriod
from town_portal.core import dates
from town_portal.core.content_files.opening import has_file, read_text
from town_portal.core.data import yamldoc
from town_portal.core.data.fee_rates import FEES, FeeRates
from town_portal.core.data.loading import load_file
from town_portal.core.data.tables import Categories
from town_portal.core.faults import Faults, FaultsError
from town_portal.core.naming import parse_article_name
from town_portal.core.system import clock
from town_portal.features.photos import captions

NO_CATEGORY = "không có chuyên mục “{}”; hãy ghi đúng khóa trong categories.yaml, hoặc xóa mục này"


def load_rates(content: Path) -> FeeRates:
    """Return the coefficients of the content folder, all 1 without a file; raises FaultsError."""
    rates: FeeRates = _load_table(content, FEES.name, FeeRates) or FeeRates()
    categories: Categories | None = _load_table(content, "categories", Categories)
    wrong = [
        index
        for index, rate in enumerate(rates.categories)
        if categories and categories.topic(rate.category) is None
    ]
    if wrong:
        _refuse(content, rates, wrong)
    return rates


def _load_table(content: Path, name: str, model: Any) -> Any:
    """Return a data file; None without one. Raises FaultsError."""
    file, faults = _get_file(content, name), Faults()
    found = load_file(model, file, faults, content) if has_file(file) else None
    faults.check()
    return found


def _get_file(content: Path, name: str) -> Path:
    return content / "data" / f"{name}.yaml"


def _refuse(content: Path, rates: FeeRates, wrong: Iterable[int]) -> None:
    """Raise FaultsError: these coefficients are of categories that there are not."""
    file, faults = _get_file(content, FEES.name), Faults()
    document = yamldoc.parse_yaml(read_text(file, content))
    for index in wrong:
        place = ("categories", index, "category")
        sentence = NO_CATEGORY.format(rates.categories[index].category)
        faults.add(file, document.line(place), yamldoc.format_path(place), sentence)
    faults.check()


def list_months(content: Path) -> list[str]:
    """Return the months of which a table has lines, the newest first, as ``2026-11``.

    Of each month articles are read until one counts. Raises FaultsError where town.yaml is wrong.
    """
    articles, now = ArticleFolder(content), clock.get_now()
    found: set[str] = set()
    for path in iter_paths(content):
        named = _parse_folder_day(path)
        if named and f"{named:%Y-%m}" in found:
            continue
        try:
            file = articles.read(path)
        except FaultsError:  # the table itself tells what is wrong with it
            continue
        if _is_published(file, articles, now):
            found.add(f"{_get_day(file, articles):%Y-%m}")
    return sorted(found, reverse=True)


def _parse_folder_day(path: Path) -> Any:
    try:
        return parse_article_name(path).day
    except ValueError:
        return None


def collect_works(content: Path, period: FeePeriod, now: datetime) -> list[PaidWork]:
    """Return the articles of a period that have been published by ``now``, the first first.

    Raises FaultsError with the faults of all: who is left out of a table is not paid.
    """
    articles = ArticleFolder(content)
    categories = _load_table(content, "categories", Categories)
    titles = (
        {category.key: category.title for category in categories.categories} if categories else {}
    )
    found = [
        _build_work(file, titles, _get_day(file, articles))
        for file in _read(articles, period)
        if period.holds(_get_day(file, articles)) and _is_published(file, articles, now)
    ]
    return sorted(found, key=lambda work: (work.day, work.title))


def _read(articles: ArticleFolder, period: FeePeriod) -> Iterator[ArticleFile]:
    faults = Faults()
    for path in iter_paths(articles.content):
        day = _parse_folder_day(path)
        if day and not period.holds(day):
            continue
        try:
            yield articles.read(path)
        except FaultsError as error:
            faults.found += error.faults
    faults.check()


def _get_day(file: ArticleFile, articles: ArticleFolder) -> Any:
    return dates.convert_to_zone(file.front.date, articles.zone).date()


def _is_published(file: ArticleFile, articles: ArticleFolder, now: datetime) -> bool:
    """Tell whether citizens see an article, by the public build's own rule, or saw it once.

    One whose time is over was published all the same.
    """
    lasting = replace(file, front=file.front.model_copy(update={"expires": None}))
    return not articles.absence(lasting, now)


def _build_work(file: ArticleFile, titles: dict[str, str], day: Any) -> PaidWork:
    front = file.front
    return PaidWork(
        day=day,
        title=front.title,
        category=front.category,
        category_title=titles.get(front.category, front.category),
        authors=split_people(front.author),
        words=count_words(file.html, front.summary or ""),
        photographers=list_photographers(_iter_figures(file), front.photographer),
    )


def _iter_figures(file: ArticleFile) -> Iterator[Any]:
    """Yield the photographs of an article with the words that stand beside it."""
    known = captions.read_beside(file.path, Faults())  # the build reports what is wrong with it
    for figure in file.figures:
        yield captions.fill_words(replace(figure), known.get(figure.source))
