"""Pelican's own lists in the context (``articles``, ``tags``, …): which of them a page looks at."""

from collections.abc import Callable
from functools import wraps
from secrets import token_hex
from typing import Any

from plugins._kit.identity import UnknownKind, identity
from plugins._kit.watch import Watch
from plugins.incremental.mark import plain

KIND = "context"


class SeenList(list[Any]):
    """A list that tells when somebody looks at it, whichever way."""

    def __init__(self, items: list[Any], see: Callable[[], None]) -> None:
        super().__init__(items)
        self._see = see


def _seen(look: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method of lists that tells."""

    @wraps(look)
    def method(self: SeenList, *given: Any) -> Any:
        self._see()
        return look(self, *given)

    return method


for _name in (
    *("__iter__", "__reversed__", "__len__", "__getitem__", "__contains__", "__eq__", "__ne__"),
    *("__lt__", "__le__", "__gt__", "__ge__", "__add__", "__mul__", "__rmul__", "__repr__"),
    *("copy", "count", "index"),
):
    setattr(SeenList, _name, _seen(getattr(list, _name)))


def watch_lists(context: dict[str, Any], watch: Watch) -> None:
    """Put a list that tells in place of each list of the context."""
    known: dict[str, str] = {}

    def look(name: str) -> str:
        if name not in known:
            items = list(context.get(name, ()))
            try:
                known[name] = identity(plain(items))
            except UnknownKind:
                known[name] = token_hex()  # never the same again
        return known[name]

    watch.source(KIND, look)
    for name, value in context.items():
        if type(value) is list:
            context[name] = SeenList(value, lambda name=name: watch.see(KIND, name))  # type: ignore[misc]
