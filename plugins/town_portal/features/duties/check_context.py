"""What checks look at: a build as it stands when all plugins have planned their pages."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from town_portal.core.data.tables import Town
from town_portal.core.records import Site


@dataclass(frozen=True)
class Sight:
    """The town, the texts, the data files by name, the addresses of the output, and the day.

    ``unsigned`` are the articles that name neither author nor source.
    """

    town: Town
    site: Site = field(default_factory=Site)
    data: Mapping[str, Any] = field(default_factory=dict)
    addresses: Container[str] = frozenset()
    today: date = date.min
    unsigned: tuple[str, ...] = ()

    def has(self, address: str) -> bool:
        """Tell whether something stands at an address, with or without its first slash."""
        return address.removeprefix("/") in self.addresses

    def values(self, path: str) -> list[Any]:
        """Return what stands at a path in the data: ``town.email``, ``organisation.units.*.name``.

        A star is every member of a list. Nothing stands where there is no such file or field.
        """
        name, *parts = path.split(".")
        found = [self.data.get(name)]
        for part in parts:
            found = [value for item in found for value in _iter_below(item, part)]
        return found


def _iter_below(item: Any, part: str) -> Iterator[Any]:
    if part == "*":
        members = item.values() if isinstance(item, Mapping) else item
        yield from members if isinstance(item, Mapping | list | tuple) else ()
    else:
        yield item.get(part) if isinstance(item, Mapping) else getattr(item, part, None)
