"""One build of the site, by a Pelican of its own process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Self

from town_portal.core.faults import format_path
from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, end_tree, make_stoppable
from town_portal.core.system.places import TOWN, locate_workplace
from town_portal.publishing.build_environment import make_build_environment
from town_portal.publishing.live_export import refresh_snapshot
from town_portal.publishing.news_from import refresh_news
from town_portal.publishing.ready import LAUNCH

SETTINGS = TOWN / "pelicanconf.py"
# A fault, but not a warning of Python's own, which has the same shape.
FAULT = re.compile(r"^\S.*?:\d+: (?!\w+Warning: )")
# Pelican's closing line is English and says nothing that the staff need.
CLOSING = "Done: Processed"
LAST_LINES = 30


@dataclass(frozen=True)
class Result:
    """How a build ended: Pelican's exit code, and what it printed (its log goes to stdout)."""

    code: int
    faults: str

    def fault_lines(self) -> tuple[str, ...]:
        """Give the lines `file:line: …`; without any, the last lines of what was printed."""
        lines = [line.rstrip() for line in self.faults.splitlines() if line.strip()]
        found = [line for line in lines if FAULT.match(line)]
        return tuple(found or lines[-LAST_LINES:])


@dataclass
class Building:
    """A build that can be stopped from another thread or a signal handler.

    In a ``with`` block it loads its program before it is run. It may `begin` while something else
    is done; nothing is put in its place before it is run.
    """

    content: Path
    output: Path
    settings: Path = SETTINGS
    explain: str = ""
    verify: bool = False
    """Whether each file of the output is looked at, in case that somebody changed it by hand."""
    place: tuple[int, ...] = ()
    """How a publication has left the output (build/stage.py), where nobody has touched it since."""
    clock: float | None = None
    """The moment (seconds since 1970) that it takes for the present; None: that of the machine."""
    any_host: bool = False
    """Whether scripts may run at any host, as a preview on this machine needs."""
    is_unconfirmed: bool = False
    """Whether its addresses do not count as published yet (features/redirects/published.py)."""
    content_name: str = ""
    """The content folder's name in messages, where ``content`` is a working copy of it."""
    _child: subprocess.Popen[str] | None = field(default=None, init=False)
    _begun: bool = field(default=False, init=False)
    _stopped: bool = field(default=False, init=False)
    _again: Building | None = field(default=None, init=False)

    @classmethod
    def in_workplace(
        cls,
        kind: str,
        content: Path,
        settings: str,
        clock: float | None = None,
        below: Path | None = None,
    ) -> Self:
        """Return a build to be looked at; ``settings`` are the lines of its settings file.

        ``below`` is the folder in which it works, where the checkout cannot be written.
        """
        output = locate_workplace(kind, content, below)
        output.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = output.with_name("conf.py")
        file.write_text(settings, encoding="utf-8")
        return cls(content, output, file, clock=clock)

    def __enter__(self) -> Self:
        """Have Pelican loaded."""
        self._child = self._start()
        return self

    def __exit__(self, *_error: object) -> None:
        """End what was not run."""
        if self._child is not None and self._child.poll() is None:
            self.stop()

    def begin(self) -> None:
        """Begin to build; what it prints and makes is held until `run`."""
        self._child = self._child or self._start()
        if not self._begun:
            self._begun = True
            refresh_snapshot(self.content, self.output)
            refresh_news(self.content, self.output)
            _signal_ready(self._child)

    def run(self) -> Result:
        """Build, showing what Pelican says as it comes, and tell how it ended."""
        with self._child or self._start() as child:
            self._child = child
            if self._stopped:
                end_tree(child)
            lines: list[str] = []
            try:
                self.begin()
                _signal_ready(child, is_last=True)
                for printed in child.stdout or ():
                    if not printed.startswith(CLOSING):
                        line = self._with_content_name(printed)
                        lines.append(line)
                        print(line, end="", file=sys.stderr, flush=True)
            except BaseException:
                end_tree(child)
                raise
        return Result(child.returncode, "".join(lines))

    def rerun(self, content: Path) -> Result:
        """Build a working copy of the content; messages name the content itself."""
        name = format_path(self.content.resolve())
        again = replace(self, content=content, content_name=name)
        self._again = again
        if self._stopped:
            again.stop()
        return again.run()

    def stop(self) -> None:
        """End the build, also one that has not begun."""
        self._stopped = True
        if self._again is not None:
            self._again.stop()
        if self._child is not None:
            end_tree(self._child)

    def _with_content_name(self, line: str) -> str:
        """Return a printed line with the content folder's own name."""
        return (
            line.replace(format_path(self.content), self.content_name)
            if self.content_name
            else line
        )

    @property
    def overrides(self) -> list[str]:
        """The words that tell Pelican of settings which hold for this build alone."""
        more = [f"EXPLAIN={json.dumps(self.explain)}"] if self.explain else []
        more += ["VERIFY=true"] if self.verify else []
        more += [f"OUTPUT_PLACE={json.dumps(self.place)}"] if self.place else []
        more += ["OWN_HOST_ONLY=false"] if self.any_host else []
        return ["-e", *more] if more else []

    def _start(self) -> subprocess.Popen[str]:
        changed = {} if self.clock is None else {"SOURCE_DATE_EPOCH": str(int(self.clock))}
        if self.is_unconfirmed:
            changed["PUBLICATION_UNCONFIRMED"] = "1"
        return start_pelican(
            [
                *(sys.executable, "-c", LAUNCH, str(self.content.resolve())),
                *("-s", str(self.settings.resolve()), "-o", str(self.output.resolve())),
                *(self.overrides or ["-e"]),
                "COMMIT_WHEN_TOLD=true",
            ],
            stdin=subprocess.PIPE,
            changed=changed,
        )


def _signal_ready(child: subprocess.Popen[str], *, is_last: bool = False) -> None:
    """Tell a Pelican that is ready to build, and at last, to put in its place what it has built."""
    if child.stdin is None or child.stdin.closed:
        return
    try:
        child.stdin.write("\n")
        child.stdin.flush()
    except OSError:  # it has ended; what it printed says why
        is_last = True
    if is_last:
        with suppress(OSError):
            child.stdin.close()


def start_pelican(
    words: Sequence[str],
    stdin: int = subprocess.DEVNULL,
    changed: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[str]:
    """Start Pelican as the leader of a process group of its own; what it prints can be read.

    Its environment is that of all builds; ``changed`` replaces some of it.
    """
    return subprocess.Popen(
        words,
        cwd=TOWN,
        env={**make_build_environment(), **changed},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    )


def build_site(content: Path, output: Path, settings: Path = SETTINGS, explain: str = "") -> Result:
    """Build `content` into `output` and tell how it ended; a failed build changes no page.

    `explain` is the address of a page of which is to be told why it was made again.
    """
    return Building(content, output, settings, explain).run()


@make_stoppable("Đã dừng. Bản cũ vẫn được giữ.")
def main(content: Path, output: Path, explain: str = "", *, verify: bool = False) -> int:
    """Build once, say where the site is, and give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    result = Building(content, output, explain=explain, verify=verify).run()
    if result.code:
        print("Chưa dựng được trang. Hãy sửa các lỗi trên rồi chạy lại.", file=sys.stderr)
        return 1
    print(f"Đã dựng xong: {output.resolve()}")
    return 0
