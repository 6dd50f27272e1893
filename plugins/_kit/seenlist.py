"""A list that tells when somebody looks at it."""

from collections.abc import Callable
from functools import wraps
from typing import Any


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
