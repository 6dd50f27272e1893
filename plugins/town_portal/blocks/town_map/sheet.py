"""Puts names on the map so that none covers another name or a marker."""

from collections.abc import Iterable, Sequence

from town_portal.blocks.town_map.geojson import Feature, Point
from town_portal.blocks.town_map.lettering import (
    LabelBox,
    MapLabel,
    iter_labels_beside,
    list_breakings,
    measure_lines,
    tidy_breakings,
)
from town_portal.blocks.town_map.outline import project_rings
from town_portal.blocks.town_map.projection import Projection
from town_portal.blocks.town_map.room import Ground, scan_ground

GAP = 4.0
"""Kept free around names, in units."""


class MapSheet:
    """One map being lettered: what is named first has the first choice of room."""

    def __init__(
        self, projection: Projection, taken: Iterable[LabelBox], borders: Iterable[Point] = ()
    ) -> None:
        """Begin with the ``taken`` signs; names beside signs shun the points of ``borders``."""
        self._projection = projection
        self._borders = tuple(borders)
        self._size = (projection.width, projection.height)
        self._taken = [box.grown(GAP / 2) for box in taken]

    def name(self, feature: Feature, *, always: bool) -> MapLabel | None:
        """Return the name inside the visible part of its area; None where it has no room.

        With ``always``, a name too large for its area may reach over the border.
        """
        within = scan_ground(
            project_rings(feature.geometry.rings, self._projection.place), self._size
        )
        wanted = self._wish(feature.properties.label_point)
        called = feature.properties.name
        for texts in list_breakings(called):
            wide, high = measure_lines(texts)
            spot = within.place((wide + GAP, high + GAP / 2), self._taken, wanted)
            if spot:
                return self._keep(texts, spot)
        if not always:
            return None
        return self._across(within, list(tidy_breakings(called))[-1], wanted)

    def name_marker(self, ways: Iterable[tuple[str, ...]], marker: LabelBox) -> MapLabel | None:
        """Return the first of the ``ways`` to set a name that is free beside its marker.

        Those that cover less of the borders come first. None where nothing is free.
        """
        choices = [
            label
            for texts in ways
            for label in iter_labels_beside(texts, marker)
            if self._is_free(label.box)
        ]
        if not choices:
            return None
        label = min(choices, key=lambda label: self._crossed(label.box))
        self._taken.append(label.box.grown(GAP / 2))
        return label

    def _crossed(self, box: LabelBox) -> int:
        """Return how much of the borders the box covers, in points."""
        return sum(box.left < x < box.right and box.top < y < box.bottom for x, y in self._borders)

    def _wish(self, point: Point | None) -> Point | None:
        if point is None or not self._projection.has_point(point):
            return None
        return self._projection.place(point)

    def _keep(self, texts: tuple[str, ...], spot: Point) -> MapLabel:
        label = MapLabel(texts, round(spot[0], 1), round(spot[1], 1))
        self._taken.append(label.box.grown(GAP / 2))
        return label

    def _across(
        self, within: Ground, texts: tuple[str, ...], wanted: Point | None
    ) -> MapLabel | None:
        """Return the name with its middle in the area, free and within the map."""
        wide, high = measure_lines(texts)
        across, down = wide / 2 + GAP, high / 2 + GAP
        right, bottom = self._size
        edges = (
            LabelBox(0, 0, across, bottom),
            LabelBox(right - across, 0, right, bottom),
            LabelBox(0, 0, right, down),
            LabelBox(0, bottom - down, right, bottom),
        )
        taken = [
            LabelBox(box.left - across, box.top - down, box.right + across, box.bottom + down)
            for box in self._taken
        ]
        spot = within.place((0, 0), (*edges, *taken), wanted)
        return self._keep(texts, spot) if spot else None

    def _is_free(self, box: LabelBox) -> bool:
        right, bottom = self._size
        across = box.left >= GAP / 2 and box.right <= right - GAP / 2
        if not across or box.top < GAP / 2 or box.bottom > bottom - GAP / 2:
            return False
        return not any(box.overlaps(other) for other in self._taken)


def place_names(
    sheet: MapSheet, features: Sequence[Feature], *, always: bool
) -> tuple[MapLabel, ...]:
    """Return the names of areas that have room on the map, in the order of the areas."""
    found = (sheet.name(feature, always=always) for feature in features)
    return tuple(label for label in found if label)
