"""A list of Pelican's context that is made when somebody looks at it, which is noted."""

from collections.abc import Callable, Iterator
from typing import Any

from town_portal.build.dependencies import DependencyTracker

KIND = "context"


class Deferred(list[Any]):
    """See the module's text."""

    def __init__(self, name: str, make: Callable[[], list[Any]], watch: DependencyTracker) -> None:
        super().__init__()
        self._name, self._make, self._watch = name, make, watch

    @property
    def whole(self) -> list[Any]:
        """The list itself."""
        self._watch.see(KIND, self._name)
        return self._make()

    def __iter__(self) -> Iterator[Any]:
        yield from self.whole

    def __reversed__(self) -> Iterator[Any]:
        yield from reversed(self.whole)

    def __len__(self) -> int:
        return len(self.whole)

    def __getitem__(self, index: Any) -> Any:
        return self.whole[index]

    def __contains__(self, item: object) -> bool:
        return item in self.whole

    def __eq__(self, other: object) -> bool:
        return self.whole == list(other) if isinstance(other, list) else NotImplemented

    def __add__(self, other: Any) -> list[Any]:
        return self.whole + list(other)

    __hash__ = None
