"""What this machine knows of a target: which files it holds, by the digests of their bytes.

``held.json`` is what a whole delivery has left; ``sent.jsonl`` is what happened since, a line for
each file: first that it is about to change, which makes it unknown, then what it has become. A
process that is killed between the two leaves a file unknown, and it is sent again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from town_portal.core.storage import read_json, write_json

UNKNOWN = ""
"""The digest of a file that may be the old one or the new one."""
GONE = None
HELD = "held.json"
NOTE = "/"
"""What no path at a target begins with."""


@dataclass
class TargetMemory:
    """What is known of one target, below ``folder``.

    ``held``: digests by path; ``manifest``: the first line of the manifest that was sent last;
    ``notes``: what else a kind of target wants to remember.
    """

    folder: Path
    held: dict[str, str] = field(default_factory=dict)
    manifest: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    is_new: bool = True
    """Whether nothing has ever been sent from here."""
    is_broken: bool = False
    """Whether the last delivery was broken off."""
    _journal: IO[str] | None = field(default=None, init=False, repr=False)

    def expect(self, paths: Iterable[str]) -> None:
        """Note that these files are about to be written or deleted."""
        self._write((path, UNKNOWN) for path in paths if self.held.get(path) != UNKNOWN)

    def became(self, path: str, digest: str | None) -> None:
        """Note what a file is now; None: it is gone."""
        self._write([(path, digest)])

    def note(self, name: str, value: str) -> None:
        """Note something else at once, without writing all of it."""
        self._write([(NOTE + name, value)])

    def _write(self, lines: Iterable[tuple[str, str | None]]) -> None:
        if self._journal is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._journal = (self.folder / "sent.jsonl").open("a", encoding="utf-8")
        for path, digest in lines:
            self._journal.write(json.dumps([path, digest]) + "\n")
            self._take(path, digest)
        self._journal.flush()

    def _take(self, path: str, digest: str | None) -> None:
        if path.startswith(NOTE):
            self.notes[path[1:]] = digest or ""
        elif digest is GONE:
            self.held.pop(path, None)
        else:
            self.held[path] = digest

    def replay(self, journal: str) -> None:
        """Take in what happened since; the last line may be cut short."""
        self.is_broken, self.is_new = True, False
        for line in journal.splitlines():
            try:
                entry: Any = json.loads(line)
                path, digest = entry
            except (ValueError, TypeError):
                continue
            self._take(path, digest)

    def journal_time(self) -> int:
        """Return when something was noted last since all was saved, in ns since 1970; else 0."""
        try:
            return (self.folder / "sent.jsonl").stat().st_mtime_ns
        except OSError:
            return 0

    def save(self) -> None:
        """Write all of it, whole or not at all."""
        found = {"manifest": self.manifest, "notes": self.notes, "held": self.held}
        write_json(self.folder / HELD, found)
        self.close()
        (self.folder / "sent.jsonl").unlink(missing_ok=True)

    def close(self) -> None:
        """Close the journal; what it holds is found by the next run."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def load_memory(folder: Path) -> TargetMemory:
    """Return what is known of a target; a damaged memory is none: then all is sent again."""
    memory = TargetMemory(folder)
    with suppress(ValueError, KeyError, TypeError):
        given = read_json(folder / HELD)
        memory.held = dict(given["held"])
        memory.manifest, memory.notes = str(given["manifest"]), dict(given["notes"])
        memory.is_new = False
    with suppress(OSError):
        journal = (folder / "sent.jsonl").read_text(encoding="utf-8", errors="replace")
        memory.replay(journal)
    return memory


def name_machine(memory: TargetMemory) -> str:
    """Return a name for this machine at this target, made once."""
    if "machine" not in memory.notes:
        memory.note("machine", secrets.token_hex(4))
    return memory.notes["machine"]
