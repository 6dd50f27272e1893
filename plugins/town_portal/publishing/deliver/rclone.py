"""Whatever rclone reaches: SFTP, FTP, WebDAV, S3. Its own settings hold addresses and passwords.

Nothing can be switched there: files go in phases, each a run of rclone, so that no page is there
before what it shows. What was sent is noted file by file.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from town_portal.core.system.places import get_scripts_folder
from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.faults import DeliveryFailed
from town_portal.publishing.deliver.folder import TEMPORARY
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.target import PARTLY, Delivery, SentFiles, Target
from town_portal.publishing.deliver.target_memory import TargetMemory
from town_portal.publishing.deliver.trusted_manifest import Trust

TOGETHER = Path(__file__).with_name("child_group.py")
BUCKETS = "buckets"
TRANSFERS = "transfers"
"""Under this a memory notes how many files go to the host at once."""
MANY, SOME, FEW = 32, 8, 4
"""Files at once to a host that speaks HTTP, to any other, and to one that refused so many."""
PACE = "RCLONE_WEBDAV_PACER_MIN_SLEEP"
"""rclone waits 10 ms between two requests of WebDAV, of which a file takes four, else."""
QUIET = ("--stats=0", "--use-json-log")
LINKS, LINK = "--links", ".rclonelink"
"""With this option rclone lists a symbolic link as a file with this ending."""
_CONTROLS = (*range(1, 32), 127)
_SHOWN = {item: chr(0x2400 + min(item, 0x21)) for item in _CONTROLS}
_PICTURES = {**_SHOWN, **{ord(item): f"\u201b{item}" for item in _SHOWN.values()}}
"""How rclone writes control characters of a name, and what would look like one so written."""
MISSING = (3, 4)
"""rclone's exit codes for a folder and a file that are not there."""


@dataclass
class RcloneTarget(Target):
    """``NAME:PATH`` as rclone writes it."""

    remote: str
    stands: str = PARTLY
    has_buckets: bool = False

    @property
    def name(self) -> str:
        """Where it is."""
        return self.remote.split(",")[0] if "," in self.remote else self.remote

    @property
    def siblings(self) -> bool:
        """Compressed copies help a web server, not a store that gives each object as it is."""
        return not self.has_buckets

    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Find out what kind of host it is, and whether somebody else has published there."""
        if not {BUCKETS, TRANSFERS} <= memory.notes.keys():
            features: Any = json.loads(self._run("backend", "features", self.remote).text())
            has_buckets = bool(features["Features"]["BucketBased"])
            memory.notes[BUCKETS] = "1" if has_buckets else ""
            is_http = has_buckets or str(features["String"]).startswith("webdav ")
            memory.notes[TRANSFERS] = str(MANY if is_http else SOME)
        self.has_buckets = bool(memory.notes[BUCKETS])
        return trusted_manifest.correct_memory(memory, self, trust)

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""
        head = ("--head", str(most)) if most else ()
        try:
            return self._run("cat", *head, self._at(path), "--retries=1").data()
        except DeliveryFailed as error:
            if error.code in MISSING:
                return None
            raise

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path."""
        options = ("-R", "--files-only", "--no-modtime", "--no-mimetype")
        try:
            found: Any = json.loads(self._run("lsjson", *options, self.remote).text() or "[]")
        except DeliveryFailed as error:
            if error.code in MISSING:
                return {}
            raise
        return {item["Path"]: item["Size"] for item in found}

    def links(self) -> set[str]:
        """Return the paths of symbolic links, as far as rclone can tell them from files."""
        listed = self._run("lsf", "-R", "--files-only", LINKS, f"--include=*{LINK}", self.remote)
        return {splitline.removesuffix(LINK) for splitline in listed.text().splitlines()}

    def unlink(self, memory: TargetMemory, paths: Sequence[str]) -> None:
        """Delete symbolic links, not their targets."""
        with _write_list(memory.folder, [f"{path}{LINK}" for path in paths]) as file:
            self._run("delete", f"--files-from0={file}", LINKS, *QUIET, self.remote).text()

    def send(self, delivery: Delivery) -> SentFiles:
        """Send phase by phase, delete what is gone, and send the manifest."""
        plan, memory = delivery.plan, delivery.memory
        memory.expect((*plan.added, *plan.changed, *plan.gone))
        for paths in plan.pages:
            self._copy_all(delivery, paths)
        self._delete(delivery)
        self._copy_all(delivery, plan.manifest)
        return SentFiles(plan.files, plan.size)

    def _copy_all(self, delivery: Delivery, paths: Sequence[str]) -> None:
        roots: dict[Path, list[str]] = defaultdict(list)
        for path in paths:
            roots[delivery.site[path].root].append(path)
        notes = delivery.memory.notes
        for root, some in roots.items():
            wanted = {*some}
            try:
                self._copy(delivery, root, wanted)
            except DeliveryFailed:
                if int(notes[TRANSFERS]) != MANY:
                    raise
                notes[TRANSFERS] = str(
                    FEW
                )  # the host may not allow so many; kept for the next time
                self._copy(delivery, root, wanted)

    def _copy(self, delivery: Delivery, root: Path, wanted: set[str]) -> None:
        """Send some files of one folder; what is there already is written over, not compared.

        ``wanted`` holds afterwards what has not gone. Raises Failed.
        """
        at_once = delivery.memory.notes[TRANSFERS]

        def take(line: str) -> None:
            entry = _parse_entry(line)
            path = str(entry.get("object", ""))
            if path in wanted and str(entry.get("msg", "")).startswith("Copied"):
                wanted.remove(path)
                delivery.memory.became(path, delivery.site[path].digest)
                delivery.progress.step(delivery.site[path].size)

        with _write_list(delivery.memory.folder, sorted(wanted)) as file:
            options = (
                "--no-check-dest",
                f"--transfers={at_once}",
                *(("--retries=1",) if at_once == str(MANY) else ()),
                "-v",
                f"--partial-suffix={TEMPORARY}",
                *QUIET,
            )
            words = ("copy", f"--files-from0={file}", *options, str(root), self.remote)
            self._run(*words).lines(take, logs=True)
        for path in wanted:  # said in words that are new to us; it ended well
            delivery.memory.became(path, delivery.site[path].digest)

    def _delete(self, delivery: Delivery) -> None:
        gone = delivery.plan.gone
        if not gone:
            return
        with _write_list(
            delivery.memory.folder, [path.translate(_PICTURES) for path in gone]
        ) as file:
            at_once = f"--checkers={delivery.memory.notes[TRANSFERS]}"
            words = ("delete", f"--files-from0={file}", at_once, *QUIET, self.remote)
            self._run(*words).lines(lambda _line: None, logs=True)
        for path in gone:
            delivery.memory.became(path, None)

    def tidy(self, delivery: Delivery) -> None:
        """Delete what a killed upload has left half written."""
        if delivery.memory.is_broken:
            self._run("delete", f"--include=*{TEMPORARY}", *QUIET, self.remote).text()

    def _at(self, path: str) -> str:
        return (
            f"{self.remote}{path}" if self.remote.endswith((":", "/")) else f"{self.remote}/{path}"
        )

    def _run(self, *words: str) -> Program:
        rclone = str(get_scripts_folder(Path(sys.prefix)) / "rclone")
        env = {PACE: os.environ.get(PACE, "1ms")}
        if sys.platform != "linux":
            return Program("rclone", (rclone, *words), env=env)
        with_us = (sys.executable, "-I", "-S", str(TOGETHER), str(os.getpid()))
        return Program("rclone", (*with_us, rclone, *words), env=env)


def _parse_entry(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def _write_list(folder: Path, paths: Sequence[str]) -> Iterator[Path]:
    """Give a file that lists paths, each up to a NUL: a stranger's name may hold line ends."""
    file = folder / "paths"
    file.write_bytes(b"".join(os.fsencode(path) + b"\0" for path in paths))
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)
