"""A program that brings files somewhere: run to its end, its lines read as they come."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, build_utf8_environment, end_tree
from town_portal.publishing.deliver.faults import DeliveryFailed

LAST = 1_500
"""So many of the last letters of a program's complaint are shown."""
Line = Callable[[str], None]


@dataclass(frozen=True)
class Program:
    """A program with its words; ``name`` is what a person knows it by."""

    name: str
    words: Sequence[str]
    folder: Path | None = None
    env: Mapping[str, str] | None = None

    def lines(
        self, take: Line, stdin: str = "", logs: bool = False, out: IO[bytes] | None = None
    ) -> None:
        """Run it and hand on each line of its output, or of its log with ``logs``.

        With ``out`` its output goes to that file. Raises Failed when it is missing or ends badly.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as rest:
            given = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
            with given:
                given.write(stdin)
                given.seek(0)
                code = self._wait(take, given, rest, rest if logs else out)
            if code:
                rest.seek(0)
                raise DeliveryFailed(explain_exit(self.name, code, rest.read()), code)

    def _wait(
        self, take: Line, given: IO[str], rest: IO[str], out: IO[str] | IO[bytes] | None
    ) -> int:
        logs = out is rest
        try:
            child = subprocess.Popen(
                self.words,
                cwd=self.folder,
                env={**build_utf8_environment(), **(self.env or {})},
                stdin=given,
                stdout=subprocess.PIPE if out is None else out,
                stderr=subprocess.PIPE if logs else rest,
                encoding="utf-8",
                errors="replace",
                start_new_session=NEW_SESSION,
                creationflags=NEW_GROUP,
            )
        except FileNotFoundError as error:
            raise DeliveryFailed(
                f"Máy này chưa có {self.name}. Hãy cài {self.name} rồi chạy lại."
            ) from error
        with child:
            try:
                for line in (child.stderr if logs else child.stdout) or ():
                    take(line.rstrip("\n"))
                return child.wait()
            except BaseException:
                end_tree(child)
                raise

    def text(self, stdin: str = "") -> str:
        """Run it and return what it printed; raises Failed."""
        found: list[str] = []
        self.lines(found.append, stdin)
        return "\n".join(found)

    def data(self, stdin: str = "") -> bytes:
        """Run it and return the bytes that it wrote; raises Failed."""
        with tempfile.TemporaryDirectory() as room:
            file = Path(room, "data")
            with file.open("wb") as out:
                self.lines(lambda _line: None, stdin, out=out)
            return file.read_bytes()


def explain_exit(name: str, code: int, said: str) -> str:
    """Return the sentence about a program that ended badly, with what it said itself."""
    last = said.strip()[-LAST:]
    return (
        f"{name} dừng giữa chừng (mã {code}). Máy báo:\n{last}"
        if last
        else (f"{name} dừng giữa chừng (mã {code}).")
    )
