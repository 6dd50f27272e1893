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


Row = Annotated[tuple[Place, ...], Field(min_length=1, max_length=4)]
"""Blocks side by side on wide screens, one under the other on narrow ones."""


PLACES = Placement(block="town_map", title="Địa điểm", options={"show": "places"})


def _rows(*written: tuple[str | Placement, ...]) -> tuple[Row, ...]:
    return tuple(tuple(map(_place, row)) for row in written)


def _place(written: str | Placement) -> Placement:
    return Placement(block=written) if isinstance(written, str) else written


class Layout(Model):
    """The rows of the home page; the regions of articles, lists, and pages by their key.

    ``everywhere`` stands at the top of every page. What is not written has the neutral default; a
    block without data is left out.
    """

    everywhere: tuple[Place, ...] = (Placement(block="alerts"),)
    home: tuple[Row, ...] = _rows(
        ("front", "tasks"),
        ("notices",),
        ("bands",),
        ("essay",),
        ("town_map", "songs", PLACES),
        ("links",),
        ("visitors",),
    )
    article: Regions = Field(default_factory=dict)
    listing: Regions = Field(default_factory=dict)
    pages: dict[Key, Regions] = Field(default_factory=dict)

    def regions(self, kind: str, key: str = "") -> Regions:
        """Return the regions of a kind of page: article, listing or page (by ``key``)."""
        if kind == "page":
            return self.pages.get(key, {})
        return {"article": self.article, "listing": self.listing}.get(kind, {})


TABLE = Table("layout", Layout, Layout())
