"""The newest documents."""

from dataclasses import dataclass

from pydantic import Field

from plugins._kit.data import Model
from plugins._kit.document import Document
from plugins.blocks.contract import Block, Scene


class Options(Model):
    """How many documents are shown."""

    count: int = Field(default=5, ge=1, le=50)


@dataclass(frozen=True)
class View:
    """The newest documents."""

    documents: tuple[Document, ...]


def prepare(scene: Scene[Model, Options]) -> View | None:
    """Return the newest documents; None when there are none."""
    found = scene.site.of("documents")[: scene.options.count]
    return View(found) if found else None


BLOCK = Block(
    "documents",
    "Văn bản mới",
    prepare,
    options=Options,
    steady=False,
    more=("van-ban/", "Xem danh sách văn bản"),
)
