"""Pelican's own lists in the context (``articles``, ``tags``, …): which of them a page looks at."""

from collections.abc import Callable, Iterator
from typing import Any

from plugins._kit.identity import UnknownKind, identity
from plugins._kit.watch import Watch
from plugins.incremental.mark import plain

KIND = "context"


class SeenList(list[Any]):
    """A list that tells when somebody looks at it."""

    def __init__(self, items: list[Any], see: Callable[[], None]) -> None:
        super().__init__(items)
        self._see = see

    def __iter__(self) -> Iterator[Any]:
        self._see()
        return super().__iter__()

    def __len__(self) -> int:
        self._see()
        return super().__len__()

    def __getitem__(self, place: Any) -> Any:
        self._see()
        return super().__getitem__(place)


def watch_lists(context: dict[str, Any], watch: Watch) -> None:
    """Put a list that tells in place of each list of the context."""
    known: dict[str, str] = {}

    def look(name: str) -> str:
        if name not in known:
            items = list(context.get(name, ()))
            try:
                known[name] = identity(plain(items))
            except UnknownKind:
                known[name] = str(id(items))  # never the same again
        return known[name]

    watch.source(KIND, look)
    for name, value in context.items():
        if type(value) is list:
            context[name] = SeenList(value, lambda name=name: watch.see(KIND, name))  # type: ignore[misc]
