"""Django's cache of content types, where each town's database has numbers of its own."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from service.guard.town import EachTown


class CacheOfTowns:
    """What Django keeps by the alias of a database, the same for all towns: for each town apart."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._own: EachTown[dict[str, Any]] = EachTown(dict)

    def __getitem__(self, alias: str) -> Any:
        """Return what is kept of a database; raises KeyError."""
        return self._own()[alias]

    def setdefault(self, alias: str, kept: dict[Any, Any]) -> Any:
        """Return what is kept of a database, else keep this."""
        return self._own().setdefault(alias, kept)

    def clear(self) -> None:
        """Forget all of it."""
        self._own.cache_clear()


def keep_towns_apart() -> None:
    """Have Django keep them so."""
    manager: Any = ContentType.objects
    manager._cache = CacheOfTowns()
