"""One delivery, from the text of ``--to`` until the site is public."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from town_portal.core.system.lock_file import held
from town_portal.core.system.walk import Stat
from town_portal.publishing.deliver import kept, memory, truth
from town_portal.publishing.deliver.address import Branch, Folder, Remote, Server, Zip, parse
from town_portal.publishing.deliver.faults import NotWhole
from town_portal.publishing.deliver.folder import FolderTarget
from town_portal.publishing.deliver.gather import gathered
from town_portal.publishing.deliver.git import GitTarget
from town_portal.publishing.deliver.plan import plan
from town_portal.publishing.deliver.progress import reporter
from town_portal.publishing.deliver.rclone import RcloneTarget
from town_portal.publishing.deliver.rsync import RsyncTarget
from town_portal.publishing.deliver.ssh import Connection
from town_portal.publishing.deliver.target import Delivery, Sent, Target
from town_portal.publishing.deliver.zipped import ZipTarget
from town_portal.publishing.targets import DONE, folder_of


@dataclass(frozen=True)
class Built:
    """A built site: its folder, its files, the digests in its manifest, when it was made.

    ``is_whole``: each file was looked at; else only those that builds have changed.
    """

    output: Path
    found: Mapping[str, Stat]
    known: Mapping[str, str]
    made: datetime
    is_whole: bool = True


@dataclass
class Work:
    """A target with what is remembered of it; made by `opened`."""

    target: Target
    memory: memory.Memory
    kept: kept.Kept
    trust: truth.Trust

    def look(self, built: Built) -> str:
        """Correct what is remembered of the target, and tell what was noticed there.

        Raises Refused, Failed, OSError.
        """
        return self.target.look(self.memory, replace(self.trust, site=built.found.keys()))

    def prepare(self, built: Built) -> tuple[Delivery, str]:
        """Return what is to go, and what was noticed at the target.

        Raises Refused, Failed, OSError.
        """
        if self.target.sends_all and not built.is_whole:
            raise NotWhole
        notice = self.look(built)
        own = gathered(built.output, built.found, built.known, self.target.siblings)
        site = {**own, **self.kept.others(own)}
        stamp = built.made.strftime("%Y%m%dT%H%M%SZ")
        change = plan(site, self.memory.held)
        bar = reporter(sys.stderr)
        parcel = Delivery(built.output, site, change, self.memory, self.kept, bar, stamp)
        return replace(parcel, is_whole=built.is_whole), notice

    def is_renewed(self, delivery: Delivery) -> bool:
        """Tell whether the manifest differs from the one sent last, if only by its dates."""
        return truth.fingerprint_of(delivery.output) != self.memory.manifest

    def has_new_rules(self, delivery: Delivery) -> bool:
        """Tell whether web servers have rules of the publication before to replace."""
        before = truth.rules_of(self.memory.manifest)
        return before not in ("", truth.rules_of(truth.fingerprint_of(delivery.output)))

    def send(self, delivery: Delivery) -> Sent:
        """Bring the site to the target; when it returns, citizens see it.

        Raises Failed, OSError; KeyboardInterrupt leaves what ``target.stands`` says.
        """
        self.kept.expect(delivery.site)
        truth.note_departure(self.memory, delivery.output)
        delivery.progress.start(delivery.plan.files, delivery.plan.size)
        try:
            return self.target.send(delivery)
        finally:
            delivery.progress.stop()
            self.memory.close()

    def settle(self, delivery: Delivery) -> None:
        """Remember what is there now, and tidy up; raises Failed, OSError."""
        truth.note_arrival(self.memory, delivery.output)
        self.kept.published()
        self.memory.save()
        (self.memory.folder / DONE).touch()
        self.target.tidy(delivery)


@contextmanager
def opened(
    text: str,
    state: Path,
    ours: Mapping[Path, str],
    trust: truth.Trust,
    ahead: Connection | None = None,
) -> Iterator[Work]:
    """Open a target: ``text`` is what ``--to`` says, ``ours`` are folders that are no targets.

    One process at a time: another one waits here. ``trust`` tells which manifest there is believed,
    ``ahead`` is a connection to the target's server that was opened before. Raises Refused.
    """
    folder = folder_of(state, text)
    target = _target(text, folder, ours)
    if ahead is not None and isinstance(target, RsyncTarget):
        target.connection = ahead
    with held(state / "deliver" / "lock"):
        work = Work(target, memory.load(folder), kept.load(folder), trust)
        try:
            yield work
        finally:
            work.memory.close()
            target.close()


def _target(text: str, folder: Path, ours: Mapping[Path, str]) -> Target:
    address = parse(text)
    match address:
        case Folder():
            return FolderTarget(Path(address.path), ours)
        case Zip():
            return ZipTarget(Path(address.path), ours)
        case Server():
            return RsyncTarget(address)
        case Branch():
            return GitTarget(address, folder)
        case Remote():
            return RcloneTarget(address.name)
