"""layout.yaml: which blocks stand in which region of which page."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from plugins._kit.data import Model, Table
from plugins._kit.fields import BlockName, Key, Text

RegionName = Literal["main", "aside", "below"]


class Placement(Model):
    """A block in its place; written as its name alone, or as a group of fields."""

    block: BlockName
    form: Literal["box", "page"] = "box"
    title: Text | None = None
    options: dict[str, Any] = Field(default_factory=dict)


def _name_alone(value: Any) -> Any:
    return {"block": value} if isinstance(value, str) else value


Place = Annotated[Placement, BeforeValidator(_name_alone, json_schema_input_type=str | Placement)]
Regions = dict[RegionName, tuple[Place, ...]]


class Layout(Model):
    """The regions of the home page, of article pages, of lists, and of pages by their key."""

    home: Regions = Field(default_factory=dict)
    article: Regions = Field(default_factory=dict)
    listing: Regions = Field(default_factory=dict)
    pages: dict[Key, Regions] = Field(default_factory=dict)

    def regions(self, kind: str, key: str = "") -> Regions:
        """Return the regions of a kind of page: home, article, listing or page (by ``key``)."""
        if kind == "page":
            return self.pages.get(key, {})
        return {"home": self.home, "article": self.article, "listing": self.listing}.get(kind, {})


TABLE = Table("layout", Layout, Layout())
