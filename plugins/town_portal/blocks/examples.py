"""The examples of blocks: one YAML feeds the documentation, the tests and the gallery of blocks.

``examples.yaml`` is a list; each entry says what a block is given. Only what matters for the
example is written, the rest is filled in.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import Field

from town_portal.blocks.contract import Block, Form, Scene
from town_portal.core.articles import InMemory
from town_portal.core.data.fields import Day, Text
from town_portal.core.data.loading import Model
from town_portal.core.data.tables import DEFAULT_TOWN, Town, make_category_topic
from town_portal.core.records import (
    Article,
    Counted,
    Elsewhere,
    Headline,
    Image,
    Photo,
    Picture,
    Site,
)
from town_portal.core.texts.document import Document

FIRST_DAY = datetime(2020, 12, 14, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


LANDSCAPE, PORTRAIT = "mau/ngang.svg", "mau/dung.svg"
"""The pictures of the examples; features/specimens writes them."""


class ExampleArticle(Model):
    """An article of which only the headline, its category, day and photographs matter.

    ``photo`` gives it a picture for lists, ``photos`` as many figures, every third in portrait;
    without a ``date`` each is a day older than the one before.
    """

    title: Text
    category: Text = "Tin tức"
    date: Day | None = None
    photo: bool = False
    photos: int = 0


class ExampleDocument(Model):
    """A document of which only what lists show matters; each is a day older than the one before."""

    kind: Text
    number: Text
    title: Text


class ExampleCounted(Model):
    """What the live service told last."""

    total: int
    at: datetime
    days: tuple[tuple[date, int], ...] = ()

    @property
    def record(self) -> Counted:
        """The same as blocks get it."""
        return Counted(self.total, self.at.astimezone(FIRST_DAY.tzinfo), self.days)


class ExampleHeadline(Model):
    """A headline of another portal."""

    title: Text
    url: Text
    day: Day


class ExampleElsewhere(Model):
    """Another portal with its headlines."""

    title: Text
    headlines: tuple[ExampleHeadline, ...]

    @property
    def record(self) -> Elsewhere:
        """The same as blocks get it."""
        found = (
            Headline(headline.title, headline.url, headline.day) for headline in self.headlines
        )
        return Elsewhere(self.title, tuple(found))


class Example(Model):
    """One example: the data file's content, the options, the form, and what is published.

    ``others`` are the data files that the block looks at besides, by name.
    """

    name: Text
    form: Form = "box"
    data: Any = None
    options: dict[str, Any] = Field(default_factory=dict)
    town: dict[str, Any] = Field(default_factory=dict)
    articles: tuple[ExampleArticle, ...] = ()
    related: tuple[ExampleArticle, ...] = ()
    documents: tuple[ExampleDocument, ...] = ()
    counted: ExampleCounted | None = None
    elsewhere: tuple[ExampleElsewhere, ...] = ()
    others: dict[str, Any] = Field(default_factory=dict)


def load_examples(folder: Path) -> list[Example]:
    """Return the examples of the block in ``folder``."""
    text = (folder / "examples.yaml").read_text(encoding="utf-8")
    return [Example.model_validate(item) for item in yaml.safe_load(text)]


def build_scene(example: Example, block: Block) -> Scene[Any, Any]:
    """Return what the block looks at in this example. Data that is wrong raises ValidationError."""
    data = None
    if block.table and example.data is not None:
        data = block.table.model.model_validate(example.data)
    articles = _build_articles(example.articles)
    counted = example.counted.record if example.counted else None
    return Scene(
        town=Town.model_validate({**DEFAULT_TOWN.model_dump(exclude_none=True), **example.town}),
        site=Site(
            articles=InMemory(articles),
            categories=_group_by_category(articles),
            kinds={"documents": _build_documents(example.documents)},
            counted=counted,
            elsewhere=tuple(item.record for item in example.elsewhere),
        ),
        data=data,
        options=block.options.model_validate(example.options),
        form=example.form,
        now=FIRST_DAY,
        related=_build_articles(example.related),
        others={
            table.name: table.model.model_validate(example.others[table.name])
            for table in block.also
            if table.name in example.others
        },
    )


def _build_articles(given: tuple[ExampleArticle, ...]) -> tuple[Article, ...]:
    """Return records, the first the newest, a day between each two."""
    return tuple(
        Article(
            url=f"2020/bai-{number}/",
            title=item.title,
            date=_build_moment(item.date) if item.date else FIRST_DAY - timedelta(days=number),
            has_time=False,
            category=make_category_topic(item.category, item.category),
            summary=item.title,
            cover=build_picture(0) if item.photo else None,
            photos=tuple(map(build_picture, range(item.photos))),
        )
        for number, item in enumerate(given)
    )


def _build_documents(given: tuple[ExampleDocument, ...]) -> tuple[Document, ...]:
    """Return records, the first the newest."""
    return tuple(
        Document(
            key=f"vi-du-{number}",
            url=f"van-ban/vi-du-{number}/",
            title=item.title,
            kind=item.kind,
            number=item.number,
            issuer="Ủy ban nhân dân thị xã Thử Nghiệm",
            issued=(FIRST_DAY - timedelta(days=number)).date(),
        )
        for number, item in enumerate(given)
    )


def _build_moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=FIRST_DAY.tzinfo)


def build_picture(number: int) -> Photo:
    """Return a stand-in photograph; each third is in portrait."""
    is_portrait = number % 3 == 2
    width, height = (800, 1200) if is_portrait else (1200, 800)
    url = PORTRAIT if is_portrait else LANDSCAPE
    whole = Picture((Image(url, width, height, "image/svg+xml", 1000),))
    return Photo(
        alt=f"Ảnh mẫu số {number + 1}",
        caption=f"Chú thích của ảnh mẫu số {number + 1}.",
        credit="Ảnh minh họa",
        width=width,
        height=height,
        whole=whole,
        cut=whole,
    )


def _group_by_category(articles: tuple[Article, ...]) -> dict[Any, tuple[Article, ...]]:
    topics = dict.fromkeys(article.category for article in articles)
    return {topic: tuple(a for a in articles if a.category == topic) for topic in topics}
