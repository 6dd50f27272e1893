"""The newest documents."""

from dataclasses import dataclass

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.core.data.loading import Model
from town_portal.core.texts.document import Document


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
