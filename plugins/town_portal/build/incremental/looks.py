"""What pages have looked at while they were rendered, and where something else is to be seen now.

All that one page looked at is a *frame*; many pages have looked at the very same.
"""

from collections.abc import Collection
from hashlib import blake2b

from town_portal.build.dependencies import DependencyTracker, Sight
from town_portal.build.incremental.state import BuildState

WHOLES = "wholes"
"""The note that holds the identities of all that looks of a kind can give."""
Frame = tuple[tuple[str, str, str], ...]
"""What a page has looked at: kinds, names, and what was to be seen there."""


class Looks:
    """See the module's text."""

    def __init__(self, state: BuildState, watch: DependencyTracker) -> None:
        self._state, self._watch = state, watch
        self._fresh: dict[str, Frame] = {}
        self._now: dict[Sight, str] = {}
        self._numbers: dict[tuple[str, str, str], int] = {}
        self.changed: frozenset[str] = frozenset()
        """The frames in which something else is to be seen now."""

    def frame(self, sights: Collection[Sight]) -> Frame:
        """Return what is to be seen now at some places."""
        return tuple((*sight, self.look(sight)) for sight in sorted(sights))

    def look(self, sight: Sight) -> str:
        """Return what is to be seen at a place while pages are written, when nothing changes it."""
        if sight not in self._now:
            self._now[sight] = self._watch.look(sight)
        return self._now[sight]

    def name(self, frame: Frame) -> str:
        """Return the name of a frame, which is noted; that of an empty one is empty."""
        if not frame:
            return ""
        found = blake2b(repr(frame).encode(), digest_size=16).hexdigest()
        self._fresh[found] = frame
        return found

    def get_frame(self, name: str) -> Frame:
        """Return a frame of this build."""
        return self._fresh.get(name, ())

    def find_changed(self) -> None:
        """Find out where something else is to be seen than when pages were made."""
        changed: set[str] = set()
        known = self._state.note(WHOLES) or {}
        same = [kind for kind, item in self._watch.wholes.items() if known.get(kind) == item]
        question = f"SELECT * FROM looks WHERE kind NOT IN ({', '.join('?' * len(same))})"
        for look, kind, name, value in self._state.ask(question, *same):
            if self.look((kind, name)) != value:
                rows = self._state.ask("SELECT frame FROM frames WHERE look = ?", look)
                changed.update(frame for (frame,) in rows)
        self.changed = frozenset(changed)

    def difference(self, frame: str) -> Sight | None:
        """Return what a page would see otherwise; None if nothing."""
        looks = self._state.ask(
            "SELECT kind, name, value FROM frames JOIN looks USING (look) WHERE frame = ?"
            " ORDER BY kind, name",
            frame,
        )
        for kind, name, value in looks:
            if self.look((kind, name)) != value:
                return kind, name
        return None

    def save(self, *, sweep: bool) -> None:
        """Put new frames into the state; ``sweep``: forget those that no page has any more."""
        self._state.put_note(WHOLES, self._watch.wholes)
        known = self._state.among("SELECT frame FROM frames WHERE frame IN ({})", self._fresh)
        new = self._fresh.keys() - {name for (name,) in known}
        frames = [(name, self._number(look)) for name in new for look in self._fresh[name]]
        self._state.add_frames(frames)
        if sweep:
            run = self._state.run
            run("DELETE FROM frames WHERE frame NOT IN (SELECT frame FROM outputs)")
            run("DELETE FROM looks WHERE look NOT IN (SELECT look FROM frames)")

    def _number(self, look: tuple[str, str, str]) -> int:
        if look not in self._numbers:
            self._state.run(
                "INSERT OR IGNORE INTO looks(kind, name, value) VALUES (?, ?, ?)", *look
            )
            question = "SELECT look FROM looks WHERE kind = ? AND name = ? AND value = ?"
            self._numbers[look] = self._state.one(question, *look)
        return self._numbers[look]
