"""Older articles about the same things as the article that is read."""

from dataclasses import dataclass

from plugins._kit.data import Model
from plugins._kit.records import Article
from plugins.blocks.contract import Block, NoOptions, Scene


@dataclass(frozen=True)
class View:
    """Articles, the closest first."""

    articles: tuple[Article, ...]


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return the related articles of the article beside it; None when there are none."""
    return View(scene.related) if scene.related else None


BLOCK = Block("related", "Tin liên quan", prepare, by_article=True)
