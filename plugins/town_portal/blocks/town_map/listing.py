"""What stands beside the map: the areas in words, the places by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from town_portal.blocks.town_map.geojson import Feature
from town_portal.blocks.town_map.markers import MarkerPlan, describe_distance, sort_places
from town_portal.blocks.town_map.models import KINDS, Place, TownMap
from town_portal.blocks.town_map.projection import Projection
from town_portal.blocks.town_map.words import format_area, join_words
from town_portal.core.text import lower_first, make_slug


@dataclass(frozen=True)
class Area:
    """An area in words; what is not known is empty."""

    id: str
    name: str
    size: str
    merged_from: str
    since: date | None


@dataclass(frozen=True)
class PlaceEntry:
    """A place in the list, with its number on the map where it has one.

    ``away`` tells how far outside the drawing it lies, in words.
    """

    id: str
    place: Place
    number: int | None
    is_centre: bool
    away: str

    @property
    def where(self) -> str:
        """A sentence on a place that lies outside the drawing; nothing on others."""
        return f"Ngoài khung bản đồ, {self.away}." if self.away else ""


@dataclass(frozen=True)
class PlaceGroup:
    """Places of one kind."""

    title: str
    entries: tuple[PlaceEntry, ...]


def iter_anchors(names: Iterable[str]) -> Iterator[str]:
    """Yield an id for each name: ``noi-den-do-dai``; a name that comes again gets a number."""
    seen: set[str] = set()
    for name in names:
        first = f"noi-{make_slug(name)}".rstrip("-")
        found, count = first, 1
        while found in seen:
            count += 1
            found = f"{first}-{count}"
        seen.add(found)
        yield found


def list_areas(data: TownMap) -> tuple[Area, ...]:
    """Return the areas in words."""
    features = data.areas.features
    found = iter_anchors(feature.properties.name for feature in features)
    return tuple(
        _build_area(anchor, feature) for anchor, feature in zip(found, features, strict=True)
    )


def _build_area(anchor: str, feature: Feature) -> Area:
    known = feature.properties
    return Area(
        anchor,
        known.name,
        format_area(known.area_km2) if known.area_km2 else "",
        join_words(map(lower_first, known.merged_from)) if known.merged_from else "",
        known.since,
    )


def list_entries(
    data: TownMap, planned: MarkerPlan, projection: Projection
) -> tuple[PlaceEntry, ...]:
    """Return the places in the order of the list; no id of theirs is that of an area."""
    places = sort_places(data.places)
    named = [feature.properties.name for feature in data.areas.features]
    found = list(iter_anchors((*named, *(place.name for place in places))))[len(named) :]
    return tuple(
        PlaceEntry(
            anchor,
            place,
            planned.numbers.get(place),
            place is planned.centre,
            describe_distance(place, planned.centre, projection),
        )
        for anchor, place in zip(found, places, strict=True)
    )


def group_entries(listed_places: Sequence[PlaceEntry]) -> tuple[PlaceGroup, ...]:
    """Return the places by kind, in the order of the list."""
    by_kind = groupby(listed_places, key=lambda entry: entry.place.kind)
    return tuple(PlaceGroup(KINDS[kind], tuple(same)) for kind, same in by_kind)


def list_outstanding(
    data: TownMap, found: Sequence[PlaceEntry], count: int
) -> tuple[PlaceEntry, ...]:
    """Return the first places of the data, without the centre and the towns around."""
    by_place = {entry.place: entry for entry in found}
    chosen = [place for place in data.places if place.kind not in ("trung-tam", "khu-dan-cu")]
    return tuple(by_place[place] for place in chosen[:count])
