"""What stands beside the map: the areas in words, the places by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from plugins._kit.text import lower_first
from plugins.blocks.town_map.geojson import Feature
from plugins.blocks.town_map.markers import Plan, in_order, whereabouts
from plugins.blocks.town_map.models import KINDS, Place
from plugins.blocks.town_map.projection import Projection
from plugins.blocks.town_map.words import area, listed


@dataclass(frozen=True)
class Area:
    """An area in words; what is not known is empty."""

    name: str
    size: str
    merged_from: str
    since: date | None


@dataclass(frozen=True)
class Entry:
    """A place in the list, with its number on the map where it has one.

    ``unknown`` tells that there is nothing at all to say where it is.
    """

    place: Place
    number: int | None
    is_centre: bool
    where: str
    unknown: bool


@dataclass(frozen=True)
class Group:
    """Places of one kind."""

    title: str
    entries: tuple[Entry, ...]


def areas(features: Sequence[Feature]) -> tuple[Area, ...]:
    """Return the areas in words."""
    return tuple(_area(feature) for feature in features)


def _area(feature: Feature) -> Area:
    known = feature.properties
    return Area(
        known.name,
        area(known.area_km2) if known.area_km2 else "",
        listed(map(lower_first, known.merged_from)) if known.merged_from else "",
        known.since,
    )


def groups(places: Sequence[Place], planned: Plan, projection: Projection) -> tuple[Group, ...]:
    """Return the places by kind, in the order of the kinds and of the data."""
    return tuple(
        Group(KINDS[kind], tuple(_entry(place, planned, projection) for place in same))
        for kind, same in groupby(in_order(places), key=lambda place: place.kind)
    )


def _entry(place: Place, planned: Plan, projection: Projection) -> Entry:
    return Entry(
        place,
        planned.numbers.get(place),
        place is planned.centre,
        whereabouts(place, planned.centre, projection),
        not (place.coordinates or place.address or place.note),
    )
