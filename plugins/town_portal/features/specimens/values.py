"""What the theme's templates are given to show an example of a component."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from town_portal.build import adapt
from town_portal.build.build import Build
from town_portal.core import dates
from town_portal.core.articles import InMemory
from town_portal.core.data.tables import make_category_topic, tag_topic
from town_portal.core.reader_data import Living, ReaderComment, ReaderRating
from town_portal.core.records import Article, Download, Photo, Site, Topic
from town_portal.core.texts.front import ArticleFront
from town_portal.features.specimens.models import Example, File, Listed, Said, Talk
from town_portal.features.specimens.pictures import build_picture

DAY = datetime(2020, 12, 14, 9, 30)  # noqa: DTZ001  # the town's zone is put in


@dataclass
class StandIn:
    """What templates look at where Pelican's article is expected."""

    url: str
    front: ArticleFront
    content: str
    date: datetime
    attachments: tuple[Download, ...] = ()
    film: Download | None = None
    player: str | None = None
    poster: Photo | None = None
    previous: Article | None = None
    next: Article | None = None
    has_time: bool = True
    related: tuple[Article, ...] = ()
    findings: dict[str, Any] = field(default_factory=lambda: {"first_paragraph": ""})
    record: Article | None = None
    live: Living = field(default_factory=Living)


@dataclass(frozen=True)
class SpecimenSheet:
    """A page of a list."""

    url: str
    number: int | None
    articles: tuple[Article, ...]
    newer: str | None
    older: str | None


@dataclass(frozen=True)
class SpecimenMonth:
    """A month with articles."""

    year: int
    month: int
    count: int
    url: str
    title: str


def build_values(example: Example, url: str, content: str, build: Build) -> dict[str, Any]:
    """Return what the example's template is given; ``content`` is the body's HTML."""
    day = dates.convert_to_zone(DAY, build.zone)
    shown = (_build_listed(item, index, day) for index, item in enumerate(example.articles))
    articles = tuple(shown)
    match example.template:
        case "article":
            return {"article": _build_article(example, url, content, build)}
        case "category":
            return _build_listing(example, url, articles)
        case "categories":
            topics = {_build_topic(name): articles for name in example.topics}
            return {"site": Site(articles=InMemory(articles), categories=topics)}
        case "archives":
            months = [_build_month(number) for number in (12, 11, 10)] if articles else []
            return {"title": "Lưu trữ", "site": Site(articles=InMemory(articles)), "months": months}
        case _:
            return {"title": example.name}


def _build_article(example: Example, url: str, content: str, build: Build) -> StandIn:
    given = {"title": example.name, "date": DAY.date(), "category": "Tin tức", **example.front}
    day = dates.convert_to_zone(DAY, build.zone)
    others = [
        _build_listed(Listed(title=title), number, day)
        for number, title in enumerate(example.neighbours)
    ]
    made = StandIn(
        url=url,
        front=ArticleFront.model_validate(given),
        content=content,
        date=day,
        attachments=tuple(map(_download, example.attachments)),
        film=_download(example.film) if example.film else None,
        player=example.player,
        poster=build_picture(example.poster, "../") if example.poster else None,
        previous=others[0] if others else None,
        next=others[-1] if others else None,
        live=_build_living(example.live, day),
    )
    made.record = adapt.build_article_record(made, build)
    return made


def _build_living(talk: Talk, day: datetime) -> Living:
    numbers = count(1)

    def comment(said: Said) -> ReaderComment:
        number = next(numbers)
        at = day + timedelta(hours=number)
        answers = tuple(map(comment, said.answers))
        return ReaderComment(number, said.author, said.text, at, answers=answers)

    rating = ReaderRating(*talk.votes) if talk.votes else None
    return Living(talk.accepts, rating, tuple(map(comment, talk.comments)))


def _build_listing(example: Example, url: str, articles: tuple[Article, ...]) -> dict[str, Any]:
    newer, older = (url, url) if example.turns else (None, None)
    return {
        "title": example.name,
        "topic": Topic("mau", example.name, url, example.description),
        "crumbs": [("chuyen-muc/", "Chuyên mục")],
        "sheet": SpecimenSheet(url, None, articles, newer, older),
    }


def _build_listed(item: Listed, number: int, day: datetime) -> Article:
    cover = build_picture(item.photo, alt="Ảnh mẫu") if item.photo else None
    return Article(
        url=f"2020/bai-{number}/",
        title=item.title,
        date=day - timedelta(days=number),
        has_time=True,
        category=_build_topic(item.category),
        summary=item.summary,
        cover=cover,
    )


def _build_topic(title: str) -> Topic:
    return make_category_topic(tag_topic(title).key, title, "")


def _build_month(number: int) -> SpecimenMonth:
    return SpecimenMonth(
        2020, number, number, f"2020/{number:02d}/", dates.format_month(2020, number)
    )


def _download(file: File) -> Download:
    return Download("../ngang.svg", file.title, file.kind, file.size)
