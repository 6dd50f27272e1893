"""Category bands of the home page: for each category a story and four headlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.fields import Key
from town_portal.core.data.loading import Model
from town_portal.core.records import STORIES, Article, Topic

MOST = 4
NEAR = 5
"""Among so many of the newest a story with a photograph is looked for."""


class Options(Model):
    """The categories in their order (else the first four that have articles) and the headlines.

    ``after_front``: the stories of the block ``front`` stand above and are left out here.
    """

    categories: tuple[Key, ...] = Field(default=(), max_length=MOST)
    count: int = Field(default=4, ge=0, le=10)
    after_front: bool = True


@dataclass(frozen=True)
class Band:
    """A category, its story (with a photograph where one is near) and headlines."""

    topic: Topic
    lead: Article
    headlines: tuple[Article, ...]


@dataclass(frozen=True)
class View:
    """At most four bands."""

    bands: tuple[Band, ...]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the bands; a category without articles is left out."""
    options = scene.options
    stories = scene.site.front(STORIES) if options.after_front else ()
    shown = {article.url for article in stories}
    by_key = {topic.key: (topic, found) for topic, found in scene.site.categories.items()}
    wanted = [by_key[key] for key in options.categories or by_key if key in by_key]
    bands = (_build_band(topic, found, shown, options.count) for topic, found in wanted)
    found = tuple(band for band in bands if band)[:MOST]
    return View(found) if found else None


def _build_band(
    topic: Topic, articles: Sequence[Article], shown: set[str], count: int
) -> Band | None:
    """Return the band; its story is the first of the newest that has a photograph."""
    left = (article for article in articles if article.url not in shown)
    newest = tuple(islice(left, max(count + 1, NEAR)))
    if not newest:
        return None
    lead = next((article for article in newest if article.cover), newest[0])
    return Band(topic, lead, tuple(item for item in newest if item is not lead)[:count])


BLOCK = Block("bands", "Các chuyên mục", prepare, options=Options, steady=False, bare=True)
