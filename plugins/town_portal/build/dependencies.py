"""What a page looks at while it is rendered, beside what it was given.

Plugins tell the watch what there is to be seen (``function``, ``source``) and note each look
(``see``); who renders a page opens a frame around it. A page is up to date as long as it would see
the same again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Sight = tuple[str, str]
"""The kind of thing and its name: ``("asset", "portal.css")``."""

P = ParamSpec("P")
T = TypeVar("T")


class DependencyTracker:
    """See the module's text."""

    def __init__(self) -> None:
        self._sources: dict[str, Callable[[str], Any]] = {}
        self.wholes: dict[str, str] = {}
        """By kind, the identity of all that looks of that kind can give, where somebody knows."""
        self._frames: list[set[Sight]] = []

    def source(self, kind: str, look: Callable[[str], Any], whole: str = "") -> None:
        """Say how to look at things of a kind: ``look`` gives the identity of what it finds.

        As long as ``whole``, an identity, is the same in two builds, so is whatever looks give.
        """
        self._sources[kind] = look
        if whole:
            self.wholes[kind] = whole

    def function(self, kind: str, look: Callable[[str], T], whole: str = "") -> Callable[[str], T]:
        """Return ``look`` as templates are given it: each look is noted."""
        self.source(kind, look, whole)

        @wraps(look)
        def seen(name: str) -> T:
            self.see(kind, name)
            return look(name)

        return seen

    def see(self, kind: str, name: str = "") -> None:
        """Note that whoever is rendered looks at this."""
        if self._frames:
            self._frames[-1].add((kind, name))

    def look(self, sight: Sight) -> str:
        """Return what is to be seen there now; a kind that nobody tells of is nothing."""
        kind, name = sight
        source = self._sources.get(kind)
        return "" if source is None else str(source(name))

    @contextmanager
    def frame(self) -> Iterator[set[Sight]]:
        """Give the set that fills with what is seen; a frame around it sees the same."""
        sights: set[Sight] = set()
        self._frames.append(sights)
        try:
            yield sights
        finally:
            self._frames.pop()
            if self._frames:
                self._frames[-1] |= sights


class Once:
    """Makes a value once and lets everybody who takes it see what its making saw.

    More values than ``most`` are not kept: then it begins anew.
    """

    def __init__(self, watch: DependencyTracker, most: int = 20_000) -> None:
        self._watch, self._most = watch, most
        self._made: dict[Any, tuple[Any, frozenset[Sight]]] = {}

    def get(self, key: Any, make: Callable[[], T]) -> T:
        """Return the value of ``key``."""
        if key not in self._made:
            if len(self._made) >= self._most:
                self._made.clear()
            with self._watch.frame() as sights:
                value = make()
            self._made[key] = value, frozenset(sights)
        value, seen = self._made[key]
        for kind, name in seen:
            self._watch.see(kind, name)
        return value
