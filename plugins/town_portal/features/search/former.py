"""Names of former units, by which a commune's texts are to be found. Pure."""

from town_portal.core.communes import Commune, strip_kind
from town_portal.features.search.words import fold_words


def search_words(commune: Commune) -> tuple[str, tuple[str, ...]]:
    """Return a commune's name as it is looked for, and the former ones by which it is found.

    A word is in the file once, whatever its accents: a former name that is like another one, or
    like the new one, is left out. One of a single word (``Vinh``) or a number keeps its kind,
    else each text with that word would be found.
    """
    name = _searched(commune.name)
    seen, parts = {fold_words(name)}, []
    for item in commune.former:
        old = _searched(item.name)
        if fold_words(old) not in seen:
            seen.add(fold_words(old))
            parts.append(old)
    return name, tuple(parts)


def _searched(name: str) -> str:
    short = strip_kind(name)
    return short if " " in short else name
