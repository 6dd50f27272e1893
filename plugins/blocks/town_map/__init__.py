"""A map of the town, drawn at build from boundaries that the site holds itself."""

from dataclasses import dataclass

from plugins._kit.data import Table
from plugins._kit.text import lower_first
from plugins.blocks.contract import Block, NoOptions, Scene
from plugins.blocks.town_map.drawing import Drawing, draw, projection_of
from plugins.blocks.town_map.geojson import Feature, FeatureCollection
from plugins.blocks.town_map.listing import Area, Group, areas, groups
from plugins.blocks.town_map.markers import plan
from plugins.blocks.town_map.models import Place, TownMap
from plugins.blocks.town_map.words import listed

__all__ = ["BLOCK", "Feature", "FeatureCollection", "Place", "TownMap", "View", "prepare"]


@dataclass(frozen=True)
class View:
    """What the template shows; the box shows the drawing only."""

    drawing: Drawing
    areas: tuple[Area, ...]
    groups: tuple[Group, ...]
    centre: str
    source: str
    licence: str

    @property
    def units(self) -> str:
        """What the legend calls the areas: their names, where there are not too many."""
        if len(self.areas) > 3:
            return "Đơn vị hành chính (tên in đậm)"
        first, *rest = (area.name for area in self.areas)
        return listed((first, *map(lower_first, rest)))

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


def prepare(scene: Scene[TownMap, NoOptions]) -> View | None:
    """Return the map; None without data."""
    data = scene.data
    if data is None:
        return None
    projection = projection_of(data, scene.form)
    planned = plan(data.places, projection)
    return View(
        draw(data, scene.form, planned, projection),
        areas(data.areas.features),
        groups(data.places, planned, projection),
        planned.centre.name if planned.centre else "",
        data.source,
        data.licence,
    )


BLOCK = Block("town_map", "Bản đồ", prepare, Table("map", TownMap))
