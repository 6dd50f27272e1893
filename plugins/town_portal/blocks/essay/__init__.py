"""A photo essay of the home page: several photographs of one article, each with its words."""

from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.loading import Model
from town_portal.core.records import Article, Photo

NEW = 500
"""Among so many of the newest articles is looked for one; nobody calls an older one news, and to
look at the photographs of all takes a second where there are ten thousand."""


class Options(Model):
    """The least number of photographs that make an essay, and how many are shown."""

    least: int = Field(default=4, ge=2, le=20)
    count: int = Field(default=5, ge=2, le=8)


@dataclass(frozen=True)
class View:
    """The article and the photographs that are shown."""

    article: Article
    photos: tuple[Photo, ...]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the newest article with enough photographs; None where none of the new ones has."""
    options = scene.options
    found = (item for item in scene.site.articles[:NEW] if len(item.photos) >= options.least)
    article = next(found, None)
    return View(article, article.photos[: options.count]) if article else None


BLOCK = Block(
    "essay",
    "Phóng sự ảnh",
    prepare,
    options=Options,
    steady=False,
    more=("luu-tru/", "Xem tin đã đăng"),
)
