"""layout.yaml: which blocks stand in which region of which page."""

from collections.abc import Mapping
from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from town_portal.core.data.fields import BlockName, Key, Text
from town_portal.core.data.loading import Model, Table

PageRegion = Literal["main", "aside", "below"]
ArticleRegion = Literal["aside", "below"]
ListRegion = Literal["below"]
"""The regions that the templates draw, by the kind of page."""


class Placement(Model):
    """A block in its place; written as its name alone, or as a group of fields."""

    block: BlockName
    form: Literal["box", "page"] = "box"
    title: Text | None = None
    options: dict[str, Any] = Field(default_factory=dict)


def _accept_name_alone(value: Any) -> Any:
    return {"block": value} if isinstance(value, str) else value


Place = Annotated[
    Placement, BeforeValidator(_accept_name_alone, json_schema_input_type=str | Placement)
]
PageRegions = dict[PageRegion, tuple[Place, ...]]
Regions = Mapping[Any, tuple[Placement, ...]]
"""What stands in each region, whatever the kind of page."""


Row = Annotated[tuple[Place, ...], Field(min_length=1, max_length=4)]
"""Blocks side by side on wide screens, one under the other on narrow ones."""


PLACES = Placement(block="town_map", title="Địa điểm", options={"show": "places"})


def _build_rows(*written: tuple[str | Placement, ...]) -> tuple[Row, ...]:
    return tuple(tuple(map(_place, row)) for row in written)


def _place(written: str | Placement) -> Placement:
    return Placement(block=written) if isinstance(written, str) else written


class Layout(Model):
    """The rows of the home page; the regions of articles, lists, and pages by their key.

    ``everywhere`` stands at the top of every page. What is not written has the neutral default; a
    block without data is left out.
    """

    everywhere: tuple[Place, ...] = (Placement(block="alerts"),)
    home: tuple[Row, ...] = _build_rows(
        ("front", "tasks", "contact"),
        ("notices", "documents"),
        ("bands",),
        ("essay",),
        ("town_map", "songs", PLACES),
        ("links",),
        ("visitors",),
    )
    article: dict[ArticleRegion, tuple[Place, ...]] = Field(default_factory=dict)
    listing: dict[ListRegion, tuple[Place, ...]] = Field(default_factory=dict)
    pages: dict[Key, PageRegions] = Field(default_factory=dict)

    def regions(self, kind: str, key: str = "") -> Regions:
        """Return the regions of a kind of page: article, listing or page (by ``key``)."""
        if kind == "page":
            return self.pages.get(key, {})
        found: dict[str, Regions] = {"article": self.article, "listing": self.listing}
        return found.get(kind, {})

    @property
    def lasting(self) -> tuple[Placement, ...]:
        """The placements on pages that last: articles, full pages of lists, tops of all pages."""
        regions = (*self.article.values(), *self.listing.values())
        return (*self.everywhere, *chain.from_iterable(regions))

    @property
    def placed(self) -> frozenset[str]:
        """The names of the blocks that stand anywhere."""
        pages = chain.from_iterable(regions.values() for regions in self.pages.values())
        places = chain(self.lasting, *self.home, *pages)
        return frozenset(placement.block for placement in places)


TABLE = Table("layout", Layout, Layout())
