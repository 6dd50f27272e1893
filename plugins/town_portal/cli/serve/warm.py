"""Builds for the preview by processes that are ready before something changes."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from math import inf
from pathlib import Path

from town_portal.cli.serve import builder
from town_portal.core.system.child import end_tree
from town_portal.core.system.places import FIND
from town_portal.publishing.build import CLOSING, SETTINGS, Result, start_pelican
from town_portal.publishing.live_export import refresh_snapshot

Child = subprocess.Popen[str]
LAUNCH = f"{FIND}; from {builder.__name__} import main; main(*sys.argv[1:])"
QUIET_SECONDS = 5.0
"""So long nobody saved anything: then what else knows the words of a patched page follows."""
GONE = ""
"""The answer of a process that has ended."""


class Warm:
    """Builds again and again, as ``Building`` does once.

    The process of the last good build goes on, and patches it where that is enough; else the next
    one, which has loaded its program meanwhile, builds all that has changed.
    """

    def __init__(self, content: Path, output: Path, settings: Path = SETTINGS) -> None:
        self._content, self._output = content, output
        self._arguments = [str(path.resolve()) for path in (content, settings, output)]
        self._living: Child | None = None
        self._patched: float | None = None
        self._until = inf
        """When the clock changes something in what was built (seconds since 1970)."""
        self._next: Child | None = None
        self._children: list[Child] = []
        self._stopped = False

    def run(self) -> Result:
        """Build, showing what Pelican says as it comes, and tell how it ended."""
        if self._living is not None and not self.is_late():
            answer, text = self._ask(self._living, "patch")
            if answer == builder.PATCHED:
                self._patched = time.monotonic()
                return Result(0, text)
        self._living = self._patched = None
        self._until = inf
        refresh_snapshot(self._content, self._output)
        ready, self._next = self._next, None
        child = ready or self._start()
        answer, text = self._ask(child, "build")
        if answer == builder.STALE or (ready and answer == GONE):
            child = self._start()
            answer, text = self._ask(child, "build")
        code, _, until = answer.partition(builder.UNTIL)
        if code == "0" and not self._stopped:
            self._living, self._until = child, float(until or inf)
        if not self._stopped:
            self._next = self._start()
        return Result(0 if code == "0" else 1, text)

    def is_late(self) -> bool:
        """Tell whether a build is due though nothing was saved.

        A page was patched a while ago, and what else knows its words is to follow; or an article's
        time has come, or is over.
        """
        if time.time() >= self._until:
            return True
        return self._patched is not None and time.monotonic() - self._patched > QUIET_SECONDS

    def stop(self) -> None:
        """End all processes, also one that builds."""
        self._stopped = True
        for child in self._children:
            end_tree(child)

    def _ask(self, child: Child, word: str) -> tuple[str, str]:
        """Return how an answer ends, and what was printed before."""
        lines: list[str] = []
        try:
            child.stdin.write(f"{word}\n")  # type: ignore[union-attr]
            child.stdin.flush()  # type: ignore[union-attr]
        except OSError:  # it ended before it was asked: what it printed says why
            pass
        for line in child.stdout or ():
            text, end, answer = line.partition(builder.END)
            if end:
                print(text, end="", file=sys.stderr, flush=True)
                return answer.strip(), "".join([*lines, text])
            if not line.startswith(CLOSING):
                lines.append(line)
                print(line, end="", file=sys.stderr, flush=True)
        return GONE, "".join(lines)

    def _start(self) -> Child:
        """Start a process; those no longer of use end."""
        for child in self._children:
            if child not in (self._living, self._next) and child.stdin is not None:
                with suppress(OSError):  # what it has not read any more
                    child.stdin.close()  # it has no more to be asked
        self._children = [child for child in self._children if child.poll() is None]
        words = [sys.executable, "-c", LAUNCH, *self._arguments]
        child = start_pelican(words, stdin=subprocess.PIPE)
        self._children.append(child)
        if self._stopped:
            end_tree(child)
        return child
