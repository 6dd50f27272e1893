"""Older articles about the same things as the article that is read."""

from dataclasses import dataclass

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core.data.loading import Model
from town_portal.core.records import Article


@dataclass(frozen=True)
class View:
    """Articles, the closest first."""

    articles: tuple[Article, ...]


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return the related articles of the article beside it; None when there are none."""
    return View(scene.related) if scene.related else None


BLOCK = Block("related", "Tin liên quan", prepare, by_article=True)
