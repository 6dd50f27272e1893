"""Find a commune by its code or by what people call it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from town_portal.core.communes import Commune, strip_kind
from town_portal.core.text import fold_text, lower_first, normalize_text
from town_portal.features.search.words import fold_words, normalize_variant, split_words


@dataclass(frozen=True, slots=True)
class Match:
    """A commune that was meant, or may have been; ``former`` is its old part of that name."""

    commune: Commune
    former: str = ""

    def __str__(self) -> str:
        place = f"{self.commune.name}, {lower_first(self.commune.province)}"
        old = f" (nay gồm {lower_first(self.former)} cũ)" if self.former else ""
        return f"{self.commune.code}  {place}{old}"


Spell = Callable[[str], str]


def find_communes(communes: Iterable[Commune], text: str) -> tuple[Match, ...]:
    """Return the communes of a code or a name; after a comma may stand the province.

    As it is spelt goes before without accents, a whole name before a part of one, a name in force
    before a former one. A former name is never taken for the commune itself: ``former`` tells.
    """
    units = tuple(communes)
    name, _, province = normalize_text(text).partition(",")
    found = tuple(Match(unit) for unit in units if unit.code == name.strip())
    if found:
        return found
    wanted = fold_words(province)
    units = tuple(unit for unit in units if wanted in fold_words(unit.province))
    for spell in (_normalize_spelling, fold_words):
        if found := tuple(
            Match(unit) for unit in units if spell(name) in _split_name(unit.name, spell)
        ):
            return found
    return _find_by_former(units, name) or _find_by_part(units, name)


def _normalize_spelling(text: str) -> str:
    return " ".join(normalize_variant(word) for word in split_words(text))


def _split_name(name: str, spell: Spell) -> tuple[str, str]:
    return spell(name), spell(strip_kind(name))


def _find_by_former(units: Iterable[Commune], name: str) -> tuple[Match, ...]:
    wanted = fold_words(name)
    return tuple(
        Match(unit, item.name)
        for unit in units
        for item in unit.former
        if wanted in _split_name(item.name, fold_words)
    )


def _find_by_part(units: Iterable[Commune], name: str) -> tuple[Match, ...]:
    wanted = fold_text(name).strip()
    return tuple(Match(unit) for unit in units if wanted and wanted in fold_text(unit.name))
