"""What was published on this day of earlier years."""

from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.loading import Model
from town_portal.core.records import Article


class Options(Model):
    """How many articles are shown at most."""

    count: int = Field(default=3, ge=1, le=20)


@dataclass(frozen=True)
class Anniversary:
    """An article and how many years ago it was published."""

    years: int
    article: Article


@dataclass(frozen=True)
class View:
    """The day (``11-25``), the town's zone, and what was published then, the newest first."""

    day: str
    zone: str
    memories: tuple[Anniversary, ...]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the articles of this day in earlier years; None where there are none."""
    now = scene.now
    articles = scene.site.articles.anniversaries(f"{now:%Y-%m-%d}", scene.options.count)
    found = tuple(Anniversary(now.year - article.date.year, article) for article in articles)
    return View(f"{now:%m-%d}", scene.town.time_zone, found) if found else None


BLOCK = Block(
    "on_this_day",
    "Ngày này năm xưa",
    prepare,
    options=Options,
    steady=False,
    more=("luu-tru/", "Xem tin theo ngày, tháng, năm"),
)
