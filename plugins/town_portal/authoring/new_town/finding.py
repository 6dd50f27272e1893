"""Find a commune by its code or by what people call it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from town_portal.core.communes import Commune, without_kind
from town_portal.core.text import fold, lower_first, nfc
from town_portal.features.search.words import plain, variant, words


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
    name, _, province = nfc(text).partition(",")
    found = tuple(Match(it) for it in units if it.code == name.strip())
    if found:
        return found
    wanted = plain(province)
    units = tuple(it for it in units if wanted in plain(it.province))
    for spell in (_spelt, plain):
        if found := tuple(Match(it) for it in units if spell(name) in _names(it.name, spell)):
            return found
    return _by_former(units, name) or _by_part(units, name)


def _spelt(text: str) -> str:
    return " ".join(variant(word) for word in words(text))


def _names(name: str, spell: Spell) -> tuple[str, str]:
    return spell(name), spell(without_kind(name))


def _by_former(units: Iterable[Commune], name: str) -> tuple[Match, ...]:
    wanted = plain(name)
    return tuple(
        Match(unit, it.name)
        for unit in units
        for it in unit.former
        if wanted in _names(it.name, plain)
    )


def _by_part(units: Iterable[Commune], name: str) -> tuple[Match, ...]:
    wanted = fold(name).strip()
    return tuple(Match(it) for it in units if wanted and wanted in fold(it.name))
