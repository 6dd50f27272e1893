"""A block that keeps what it was shown, and layouts that place it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.blocks.models import Layout, Placement
from town_portal.core.data.loading import Model
from town_portal.core.records import Article, Topic

NEWS = Topic("tin", "Tin", "chuyen-muc/tin/")
NOW = datetime(2020, 12, 15, tzinfo=UTC)
ARTICLE = Article("a/", "A", datetime(2020, 12, 14, tzinfo=UTC), False, NEWS)


class Options(Model):
    """The options of the test block."""

    count: int = Field(default=1, ge=1)


class Data(Model):
    """The data of the test block."""

    word: str


class Recorder:
    """A block that keeps what it was shown."""

    def __init__(self, view: Any = "view") -> None:
        self.view = view
        self.scenes: list[Scene[Any, Any]] = []

    def prepare(self, scene: Scene[Any, Any]) -> Any:
        """Keep the scene."""
        self.scenes.append(scene)
        return self.view

    def block(self, name: str = "a", **fields: Any) -> Block:
        """Give the block."""
        return Block(name, name.upper(), self.prepare, options=Options, **fields)


def layout(**kinds: Any) -> Layout:
    """Give a layout as it is written."""
    return Layout.model_validate(kinds)


def placements(*written: Any) -> tuple[Placement, ...]:
    """Give placements as they are written in layout.yaml."""
    return layout(article={"aside": list(written)}).article["aside"]
