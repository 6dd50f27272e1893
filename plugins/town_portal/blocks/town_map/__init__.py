"""A map of the town, drawn at build from boundaries that the site holds itself."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from town_portal.blocks.contract import Block, Scene
from town_portal.blocks.town_map import layers
from town_portal.blocks.town_map.drawing import Drawing, draw_map, project_map
from town_portal.blocks.town_map.geojson import Feature, FeatureCollection
from town_portal.blocks.town_map.listing import (
    Area,
    PlaceEntry,
    PlaceGroup,
    group_entries,
    list_areas,
    list_entries,
    list_outstanding,
)
from town_portal.blocks.town_map.markers import plan_markers
from town_portal.blocks.town_map.models import Place, TownMap, of_town
from town_portal.blocks.town_map.words import join_words
from town_portal.core.data.loading import Law, Model, Table
from town_portal.core.data.tables import Streets
from town_portal.core.text import lower_first, upper_first

__all__ = ["BLOCK", "Feature", "FeatureCollection", "Place", "TownMap", "View", "prepare"]


class Options(Model):
    """What the box shows: the drawing, or the names of so many places."""

    show: Literal["map", "places"] = "map"
    count: int = Field(default=6, ge=1, le=50)


@dataclass(frozen=True)
class PlacesView:
    """Places in words, for a box beside the map."""

    places: tuple[PlaceEntry, ...]


@dataclass(frozen=True)
class View:
    """What the template shows; the box shows the drawing only.

    ``layers`` is the address of the data for the large map that the script shows.
    """

    drawing: Drawing
    areas: tuple[Area, ...]
    groups: tuple[PlaceGroup, ...]
    centre: str
    valid: str
    source: str
    licence: str
    streets: Streets | None
    layers: str = layers.URL

    @property
    def units(self) -> str:
        """What the legend calls the areas: their names, where there are not too many."""
        if len(self.areas) > 3:
            return "Đơn vị hành chính (tên in đậm)"
        first, *rest = (area.name for area in self.areas)
        return join_words((first, *map(lower_first, rest)))

    @property
    def inside(self) -> bool:
        """Whether a numbered marker stands on the map."""
        return any(marker.direction is None for marker in self.drawing.markers)

    @property
    def beyond(self) -> bool:
        """Whether a marker points out of the map."""
        return any(marker.direction is not None for marker in self.drawing.markers)

    @property
    def marked(self) -> bool:
        """Whether any place stands on the map."""
        return bool(self.centre or self.drawing.markers)

    @property
    def unplaced(self) -> bool:
        """Whether a place of the list has no coordinates."""
        return any(not entry.place.coordinates for group in self.groups for entry in group.entries)


def prepare(scene: Scene[TownMap, Options]) -> View | PlacesView | None:
    """Return the map, or the places alone; None without data."""
    data, options = scene.data, scene.options
    if data is None:
        return None
    projection = project_map(data, scene.form)
    planned = plan_markers(data.places, projection)
    found = list_entries(data, planned, projection)
    if options.show == "places":
        shown = list_outstanding(data, found, options.count)
        return PlacesView(shown) if shown else None
    return View(
        drawing=draw_map(data, scene.form, planned, projection),
        areas=list_areas(data),
        groups=group_entries(found),
        centre=planned.centre.name if planned.centre else "",
        valid=upper_first(data.valid),
        source=data.source,
        licence=data.licence,
        streets=scene.town.streets,
    )


BLOCK = Block(
    "town_map",
    "Bản đồ",
    prepare,
    Table("map", TownMap, law=Law(None, of_town)),
    options=Options,
    script=("page",),
    made=layers.make_layer_files,
)
