"""News of other portals (news_from of town.yaml), each with its source."""

from dataclasses import dataclass

from town_portal.blocks.contract import Block, NoOptions, Scene
from town_portal.core.data.loading import Model
from town_portal.core.records import Elsewhere


@dataclass(frozen=True)
class View:
    """The portals that have news."""

    sources: tuple[Elsewhere, ...]


def prepare(scene: Scene[Model, NoOptions]) -> View | None:
    """Return what was fetched last; None without any news."""
    found = tuple(item for item in scene.site.elsewhere if item.headlines)
    return View(found) if found else None


BLOCK = Block("elsewhere", "Tin từ cổng khác", prepare)
