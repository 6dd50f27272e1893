"""The articles that wait for somebody to approve them, as the room shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins._kit import dates
from plugins._kit.approval import State, doubt
from plugins._kit.faults import FaultsError, shown
from plugins.commands.articles import ArticleFile, Articles, paths
from plugins.commands.musts import MUST
from plugins.incremental import look

Counts = Counter[tuple[str, str]]
"""How many findings a file has of a level."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits; ``path`` is below the content folder, ``url`` below the portal."""

    path: str
    title: str
    author: str
    date: str
    url: str
    state: State
    doubt: str
    must: int
    should: int
    planned: str


def waiting(articles: Articles, output: Path) -> Iterator[Waiting]:
    """Yield the articles that wait, as their files are now, the newest first."""
    urls = _urls(output)
    found = [it for path in _candidates(articles, output) if (it := _read(articles, path))]
    counts = findings(articles.content)
    for file in sorted(found, key=lambda it: str(it.front.date), reverse=True):
        state = articles.standing(file)
        if state and file.front.status != "draft":
            name = file.path.relative_to(articles.content).as_posix()
            yield _shown(file, state, urls.get(name, ""), articles, counts)


def _candidates(articles: Articles, output: Path) -> list[Path]:
    """Return the articles that the last build found waiting; all where it has left nothing."""
    try:
        rows = look.texts(output)
    except look.Nothing:
        return list(paths(articles.content))
    return [articles.content / row.path for row in rows if row.standing]


def _urls(output: Path) -> dict[str, str]:
    try:
        return {row.path: row.url for row in look.texts(output)}
    except look.Nothing:
        return {}


def _read(articles: Articles, path: Path) -> ArticleFile | None:
    """Return an article; None where it has faults, which the build tells, or is gone."""
    try:
        return articles.read(path)
    except FaultsError:
        return None


def findings(content: Path) -> Counts:
    """Return how many findings each file has of each level."""
    from plugins.editorial.check import findings as checked

    return Counter((finding.file, finding.level) for finding in checked(content))


def _shown(
    file: ArticleFile, state: State, url: str, articles: Articles, counts: Counts
) -> Waiting:
    front, zone = file.front, articles.zone
    return Waiting(
        path=file.path.relative_to(articles.content).as_posix(),
        title=front.title,
        author=front.author or "",
        date=_moment(front.date, zone),
        url=url,
        state=state,
        doubt=doubt(state, front, shown(file.path)),
        must=counts[file.file, MUST],
        should=counts[file.file, "should"],
        planned=_moment(front.publish, zone) if front.publish else "",
    )


def _moment(value: date, zone: ZoneInfo) -> str:
    """Return a date, with its time where one is given, as the portal shows it."""
    return dates.moment(dates.in_zone(value, zone), isinstance(value, datetime))
