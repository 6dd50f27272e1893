"""The newest articles of the category of notices."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.fields import Key
from town_portal.core.data.loading import Model
from town_portal.core.records import Article, Topic


class Options(Model):
    """The category that holds notices, and how many are shown."""

    category: Key = "thong-bao"
    count: int = Field(default=5, ge=1, le=50)


@dataclass(frozen=True)
class View:
    """The category and its newest articles."""

    category: Topic
    articles: Sequence[Article]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the newest notices; None when there are none."""
    options = scene.options
    for topic, articles in scene.site.categories.items():
        if topic.key == options.category and articles:
            return View(topic, articles[: options.count])
    return None


BLOCK = Block(
    "notices",
    "Thông báo",
    prepare,
    options=Options,
    steady=False,
    more=("chuyen-muc/", "Xem các chuyên mục"),
)
