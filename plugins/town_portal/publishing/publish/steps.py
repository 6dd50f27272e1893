"""The steps of a publication, one after the other, each with the time that it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Steps:
    """What was done so far, in seconds."""

    began: float = field(default_factory=time.monotonic)
    took: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.took[name] = self.took.get(name, 0.0) + time.monotonic() - start

    @property
    def so_far(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self.began

    def format_times(self) -> str:
        """Return one line of all steps."""
        words = (f"{name} {took:.1f} giây" for name, took in self.took.items())
        return " · ".join(words).replace(".", ",")
