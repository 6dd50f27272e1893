"""The top of the home page: the lead story, the next ones, and the newest headlines."""

from dataclasses import dataclass
from itertools import islice

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.fields import Key
from town_portal.core.data.loading import Model
from town_portal.core.records import STORIES, Article


class Options(Model):
    """How many headlines stand under "Mới nhất", and the categories that have their own place."""

    count: int = Field(default=6, ge=0, le=20)
    without: tuple[Key, ...] = ()


@dataclass(frozen=True)
class View:
    """The lead story, at most three more, and the newest of the rest."""

    lead: Article
    others: tuple[Article, ...]
    latest: tuple[Article, ...]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the stories; None without any."""
    stories = scene.site.front(STORIES)
    if not stories:
        return None
    others = (
        article
        for article in scene.site.articles
        if article not in stories and article.category.key not in scene.options.without
    )
    latest = tuple(islice(others, scene.options.count))
    return View(stories[0], stories[1:], latest)


BLOCK = Block("front", "Tin chính", prepare, options=Options, steady=False, bare=True)
