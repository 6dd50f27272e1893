"""The newest articles, whatever their category."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.loading import Model
from town_portal.core.records import Article


class Options(Model):
    """How many articles are shown, and how many of the newest are passed over."""

    count: int = Field(default=6, ge=1, le=50)
    skip: int = Field(default=0, ge=0, le=50)


@dataclass(frozen=True)
class View:
    """Articles, newest first."""

    articles: Sequence[Article]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the newest articles; None when there are none."""
    options = scene.options
    articles = scene.site.articles[options.skip : options.skip + options.count]
    return View(articles) if articles else None


BLOCK = Block(
    "latest",
    "Mới nhất",
    prepare,
    options=Options,
    steady=False,
    more=("luu-tru/", "Xem tin mới nhất"),
)
