"""What the browsers are told: which build they see and what is wrong with the latest one."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class PreviewState:
    """One state of the preview.

    `number` grows with every change; `site` is the number of the last good build, 0 when there
    was none; `faults` are the lines of the latest build, empty when it was good
    and held no text back.
    """

    number: int
    site: int
    faults: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the fields for JSON."""
        return asdict(self)


class StateChannel:
    """The present moment, for many threads that wait for the next one."""

    def __init__(self, first: int, site_exists: bool) -> None:
        """Begin at a number no earlier run has used, so that open pages notice a restart."""
        self._moment = PreviewState(number=first, site=first if site_exists else 0)
        self._changed = threading.Condition()
        self._closed = False

    def now(self) -> PreviewState:
        """Give the present moment."""
        with self._changed:
            return self._moment

    def built(self, held_back: tuple[str, ...] = ()) -> None:
        """Announce a good build; ``held_back`` are the diagnostics of texts left out of it."""
        number = self.now().number + 1
        self._become(PreviewState(number=number, site=number, faults=held_back))

    def failed(self, faults: tuple[str, ...]) -> None:
        """Tell of a build that failed; the last good site stays."""
        now = self.now()
        self._become(replace(now, number=now.number + 1, faults=faults))

    def after(self, seen: int, seconds: float) -> PreviewState:
        """Give the present moment as soon as it is another than `seen`, else after the time."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._moment.number != seen, seconds)
            return self._moment

    def close(self) -> None:
        """Let every waiting thread go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _become(self, moment: PreviewState) -> None:
        with self._changed:
            self._moment = moment
            self._changed.notify_all()
