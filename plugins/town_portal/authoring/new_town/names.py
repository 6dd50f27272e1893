"""How a commune, its neighbours and its former parts stand in sentences and in the search. Pure."""

from collections.abc import Iterable

from town_portal.core.communes import Commune, without_kind
from town_portal.core.text import lower_first
from town_portal.features.search.words import plain


def list_names(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: ``xã A, xã B và xã C``."""
    *rest, last = [lower_first(name) for name in names]
    return f"{', '.join(rest)} và {last}" if rest else last


def describe_neighbours(commune: Commune, neighbours: Iterable[Commune]) -> str:
    """Return the neighbours' names, those of another province apart; empty for an island."""
    by_province: dict[str, list[str]] = {commune.province: []}
    for it in neighbours:
        by_province.setdefault(it.province, []).append(it.name)
    own, *others = by_province.items()
    found = [list_names(own[1])] if own[1] else []
    found += [f"{list_names(names)} của {lower_first(province)}" for province, names in others]
    return "; ".join(found)


def format_area(area: float) -> str:
    """Return square kilometres as they are written in Vietnamese: ``1.234,5``."""
    return f"{area:,g}".translate(str.maketrans(",.", ".,"))


def search_words(commune: Commune) -> tuple[str, tuple[str, ...]]:
    """Return the name for synonyms.yaml, and the former ones for which it is to be found.

    A word is in the file once, whatever its accents: a former name that is like another one, or
    like the new one, is left out. One of a single word (``Vinh``) or a number keeps its kind,
    else each text with that word would be found.
    """
    name = _searched(commune.name)
    seen, parts = {plain(name)}, []
    for it in commune.former:
        old = _searched(it.name)
        if plain(old) not in seen:
            seen.add(plain(old))
            parts.append(old)
    return name, tuple(parts)


def _searched(name: str) -> str:
    short = without_kind(name)
    return short if " " in short else name
