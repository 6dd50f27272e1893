"""How a commune and its neighbours stand in sentences. Pure."""

from collections.abc import Iterable

from town_portal.core.communes import Commune
from town_portal.core.text import lower_first


def list_names(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: ``xã A, xã B và xã C``."""
    *rest, last = [lower_first(name) for name in names]
    return f"{', '.join(rest)} và {last}" if rest else last


def describe_neighbours(commune: Commune, neighbours: Iterable[Commune]) -> str:
    """Return the neighbours' names, those of another province apart; empty for an island."""
    by_province: dict[str, list[str]] = {commune.province: []}
    for neighbour in neighbours:
        by_province.setdefault(neighbour.province, []).append(neighbour.name)
    own, *others = by_province.items()
    found = [list_names(own[1])] if own[1] else []
    found += [f"{list_names(names)} của {lower_first(province)}" for province, names in others]
    return "; ".join(found)


def format_area(area: float) -> str:
    """Return square kilometres as they are written in Vietnamese: ``1.234,5``."""
    return f"{area:,g}".translate(str.maketrans(",.", ".,"))
