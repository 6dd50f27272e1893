"""A sequence that is worked out when somebody looks, of which one knows before what it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Later(Sequence[T_co], Generic[T_co]):
    """Behaves as the tuple that ``make`` gives; ``identity`` tells equal ones without making them.

    See plugins/_kit/identity.py.
    """

    __slots__ = ("_found", "_make", "identity")

    def __init__(self, identity: str, make: Callable[[], tuple[T_co, ...]]) -> None:
        self.identity = identity
        self._make = make
        self._found: tuple[T_co, ...] | None = None

    def all(self) -> tuple[T_co, ...]:
        """Return the members."""
        if self._found is None:
            self._found = self._make()
        return self._found

    @overload
    def __getitem__(self, index: int) -> T_co: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...

    def __getitem__(self, index: Any) -> Any:
        return self.all()[index]

    def __len__(self) -> int:
        return len(self.all())

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.all())
