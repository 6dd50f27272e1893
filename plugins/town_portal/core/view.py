"""An article or a page as templates are given it."""

from collections.abc import Callable, Mapping
from typing import Any

NOTHING = object()
"""What a feature gives a content that has no such value."""
Give = Callable[[Any], Any]


class ContentView:
    """Pelican's content, with the values that features give it; each is made when asked for.

    ``values`` are functions by the names that templates use. Nothing is set on the content itself.
    """

    __slots__ = ("_content", "_known", "_values")

    def __init__(self, content: Any, values: Mapping[str, Give]) -> None:
        self._content, self._values = content, values
        self._known: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._values:
            return getattr(self._content, name)
        if name not in self._known:
            self._known[name] = self._values[name](self._content)
        if self._known[name] is NOTHING:
            raise AttributeError(name)
        return self._known[name]

    def given(self) -> dict[str, Any]:
        """Return all values that features give it."""
        names = {name: getattr(self, name, NOTHING) for name in self._values}
        return {name: value for name, value in names.items() if value is not NOTHING}
