"""The addresses of the portal: those of this build, and those of what it leaves alone."""

from collections.abc import Iterator
from pathlib import Path

from town_portal.build.build import Build
from town_portal.build.claims import Claims
from town_portal.build.incremental.output_manifest import OutputManifest
from town_portal.build.incremental.state import BuildState


class StoredClaims(Claims):
    """Claims that also know the texts and files that are as they were."""

    def __init__(
        self, state: BuildState, ledger: OutputManifest, changed: set[str], build: Build
    ) -> None:
        super().__init__(build.claims)
        self._state, self._ledger, self._changed = state, ledger, changed
        self._content = build.content

    def find(self, url: str) -> str | Path | None:
        """See Claims."""
        question = "SELECT path FROM texts WHERE url = ? AND absent = ''"
        for (path,) in self._state.ask(question, url):
            if path not in self._changed:
                return str(self._content / path)
        return self._content if self._ledger.holds(url) else None

    def drawings(self) -> set[str]:
        """See Claims."""
        rows = self._state.ask("SELECT name, step, key FROM outputs WHERE name LIKE '%.svg'")
        return super().drawings() | {name for name, *item in rows if not self._ledger.visits(*item)}

    def others(self) -> Iterator[str]:
        """See Claims."""
        for url, path in self._state.ask("SELECT url, path FROM texts WHERE absent = ''"):
            if path not in self._changed:
                yield url
        for name, *task in self._state.ask("SELECT name, step, key FROM outputs"):
            if not self._ledger.visits(*task):
                yield name.removesuffix("index.html")
