"""Which pages are made of the organisation and the monuments, and what each shows. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from zoneinfo import ZoneInfo

from town_portal.build.made import MadePage, SearchEntry
from town_portal.build.portrait import Portrait
from town_portal.core import dates
from town_portal.core.data.tables import Town
from town_portal.core.records import Picture
from town_portal.features.organisation.models import (
    LEADERS,
    Leader,
    Monument,
    Monuments,
    Organisation,
    Unit,
)

STRUCTURE, MONUMENTS, ENGLISH = "to-chuc/", "di-tich/", "en/"
GROUP = "Tổ chức và địa bàn"
Portraits = Mapping[str, Portrait]
"""The photographs that can be shown, by what ``photo`` says."""


@dataclass(frozen=True, slots=True)
class UnitLevel:
    """A unit and how far below the top it stands."""

    unit: Unit
    depth: int

    @property
    def is_reached(self) -> bool:
        """Whether the directory has a way to reach it."""
        return bool(self.unit.telephone or self.unit.email)


@dataclass(frozen=True, slots=True)
class Person:
    """A leader, and the portrait where there is one."""

    leader: Leader
    portrait: Picture | None = None


@dataclass(frozen=True, slots=True)
class MonumentLinks:
    """A monument and what there is to read about it: addresses and titles."""

    monument: Monument
    read: tuple[tuple[str, str], ...]


def list_branches(units: Iterable[Unit]) -> tuple[UnitLevel, ...]:
    """Return the units as a tree is read: each before those that belong to it."""
    units = tuple(units)

    def below(parent: str | None, depth: int) -> Iterable[UnitLevel]:
        for unit in units:
            if unit.parent == parent:
                yield UnitLevel(unit, depth)
                yield from below(unit.mark, depth + 1)

    return tuple(below(None, 0))


def split_leaders(
    leaders: Iterable[Leader], day: date, portraits: Portraits = MappingProxyType({})
) -> tuple[list[Person], list[Person]]:
    """Return who leads on ``day`` in the file's order, and who did before, the last first.

    Whose office begins later is in neither.
    """
    now: list[Leader] = []
    before: list[Leader] = []
    for leader in leaders:
        if leader.has_begun(day):
            (before if leader.has_ended(day) else now).append(leader)
    before.sort(key=lambda one: one.until or day, reverse=True)

    def build_person(one: Leader) -> Person:
        found = portraits.get(one.photo or "")
        return Person(one, found.picture if found else None)

    return [build_person(one) for one in now], [build_person(one) for one in before]


def get_last_day(town: Town, today: date) -> date:
    """Return the day whose leaders are shown: today, or the last one of an authority that ended."""
    until = town.valid.until if town.valid else None
    return min(until, today) if until else today


def _get_changed(made: date | None, town: Town) -> datetime | None:
    return dates.convert_to_zone(made, ZoneInfo(town.time_zone)) if made else None


def plan_organisation_pages(
    table: Organisation, town: Town, today: date, portraits: Portraits = MappingProxyType({})
) -> list[MadePage]:
    """Return the pages of structure and leaders, and the English one where there is English."""
    day = get_last_day(town, today)
    units = list_branches(table.units)
    now, before = split_leaders(table.leaders, day, portraits)
    shared = {"organisation": table, "has_ended": day < today, "made": table.made}
    page = partial(MadePage, in_sitemaps=True, group=GROUP, changed=_get_changed(table.made, town))
    structure = {**shared, "title": "Cơ cấu tổ chức", "branches": units}
    leaders = {**shared, "title": "Lãnh đạo", "now": tuple(now), "before": tuple(before)}
    named = tuple(_describe_leader(one.leader, day) for one in (*now, *before))
    found = [
        page(
            STRUCTURE,
            "organisation/structure",
            structure,
            entries=tuple(_describe_unit(branch.unit) for branch in units),
            is_empty=not units,
        ),
        page(LEADERS, "organisation/leaders", leaders, entries=named, is_empty=not named),
    ]
    if table.english:
        english = {
            "title": f"{table.english.name}: structure and contacts",
            "branches": units,
            "language": "en",
        }
        found.append(page(ENGLISH, "organisation/english", shared | english))
    return found


def plan_monuments_page(table: Monuments, titles: Mapping[str, str], town: Town) -> MadePage:
    """Return the page of monuments; ``titles`` are those of articles by their addresses."""
    places = tuple(_place(one, titles) for one in table.monuments)
    values = {
        "title": "Di tích, danh thắng",
        "made": table.made,
        "ranked": tuple(place for place in places if place.monument.rank),
        "others": tuple(place for place in places if not place.monument.rank),
    }
    entries = tuple(
        SearchEntry("Di tích", one.name, MONUMENTS, _join(one.where, one.rank, one.festival))
        for one in table.monuments
    )
    changed = _get_changed(table.made, town)
    page = partial(MadePage, MONUMENTS, "organisation/monuments", values, True, GROUP)
    return page(changed=changed, entries=entries, is_empty=not entries)


def _place(monument: Monument, titles: Mapping[str, str]) -> MonumentLinks:
    addresses = [item.to.lstrip("/") for item in monument.read]
    return MonumentLinks(
        monument, tuple((url, titles.get(url, monument.name)) for url in addresses)
    )


def _describe_unit(unit: Unit) -> SearchEntry:
    telephone = unit.telephone and f"Điện thoại: {unit.telephone}"
    text = _join(unit.function, unit.head, unit.address, telephone)
    return SearchEntry("Cơ quan", unit.name, f"{STRUCTURE}#{unit.mark}", text)


def _describe_leader(leader: Leader, day: date) -> SearchEntry:
    """Return a leader by name and post; whoever does not lead on ``day`` has no telephone."""
    telephone = leader.telephone and not leader.has_ended(day) and f"Điện thoại: {leader.telephone}"
    title = ", ".join(filter(None, (leader.name, leader.post)))
    return SearchEntry(
        "Lãnh đạo", title, LEADERS, _join(leader.task, telephone or "", leader.biography)
    )


def _join(*parts: str | None) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)
