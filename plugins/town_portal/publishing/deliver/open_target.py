"""One delivery, from the text of ``--to`` until the site is public."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from town_portal.core.system.lock_file import hold_lock
from town_portal.core.system.walk import Stat
from town_portal.publishing.deliver import kept_assets, target_memory, trusted_manifest
from town_portal.publishing.deliver.address import (
    Folder,
    GitBranch,
    Remote,
    Server,
    Zip,
    parse_target,
)
from town_portal.publishing.deliver.faults import NotWhole
from town_portal.publishing.deliver.folder import FolderTarget
from town_portal.publishing.deliver.git import GitTarget
from town_portal.publishing.deliver.kept_assets import KeptAssets
from town_portal.publishing.deliver.plan import plan_delivery
from town_portal.publishing.deliver.progress import make_reporter
from town_portal.publishing.deliver.rclone import RcloneTarget
from town_portal.publishing.deliver.rsync import RsyncTarget
from town_portal.publishing.deliver.site_files import collect_files
from town_portal.publishing.deliver.ssh import Connection
from town_portal.publishing.deliver.target import Delivery, SentFiles, Target
from town_portal.publishing.deliver.target_memory import TargetMemory
from town_portal.publishing.deliver.zipped import ZipTarget
from town_portal.publishing.targets import DONE, get_target_folder


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
class OpenTarget:
    """A target with what is remembered of it; made by `opened`."""

    target: Target
    memory: TargetMemory
    kept: KeptAssets
    trust: trusted_manifest.Trust

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
        own = collect_files(built.output, built.found, built.known, self.target.siblings)
        site = {**own, **self.kept.others(own)}
        stamp = built.made.strftime("%Y%m%dT%H%M%SZ")
        change = plan_delivery(site, self.memory.held)
        bar = make_reporter(sys.stderr)
        parcel = Delivery(built.output, site, change, self.memory, self.kept, bar, stamp)
        return replace(parcel, is_whole=built.is_whole), notice

    def is_renewed(self, delivery: Delivery) -> bool:
        """Tell whether the manifest differs from the one sent last, if only by its dates."""
        return trusted_manifest.read_fingerprint(delivery.output) != self.memory.manifest

    def has_new_rules(self, delivery: Delivery) -> bool:
        """Tell whether web servers have rules of the publication before to replace."""
        before = trusted_manifest.get_rules(self.memory.manifest)
        return before not in (
            "",
            trusted_manifest.get_rules(trusted_manifest.read_fingerprint(delivery.output)),
        )

    def send(self, delivery: Delivery) -> SentFiles:
        """Bring the site to the target; when it returns, citizens see it.

        Raises Failed, OSError; KeyboardInterrupt leaves what ``target.stands`` says.
        """
        self.kept.expect(delivery.site)
        trusted_manifest.note_departure(self.memory, delivery.output)
        delivery.progress.start(delivery.plan.files, delivery.plan.size)
        try:
            return self.target.send(delivery)
        finally:
            delivery.progress.stop()
            self.memory.close()

    def record_delivery(self, delivery: Delivery) -> None:
        """Remember what is there now, and tidy up; raises Failed, OSError."""
        trusted_manifest.note_arrival(self.memory, delivery.output)
        self.kept.published()
        self.memory.save()
        (self.memory.folder / DONE).touch()
        self.target.tidy(delivery)


@contextmanager
def open_target(
    text: str,
    state: Path,
    ours: Mapping[Path, str],
    trust: trusted_manifest.Trust,
    ahead: Connection | None = None,
) -> Iterator[OpenTarget]:
    """Open a target: ``text`` is what ``--to`` says, ``ours`` are folders that are no targets.

    One process at a time: another one waits here. ``trust`` tells which manifest there is believed,
    ``ahead`` is a connection to the target's server that was opened before. Raises Refused.
    """
    folder = get_target_folder(state, text)
    target = _make_target(text, folder, ours)
    if ahead is not None and isinstance(target, RsyncTarget):
        target.connection = ahead
    with hold_lock(state / "deliver" / "lock"):
        work = OpenTarget(
            target, target_memory.load_memory(folder), kept_assets.load_kept(folder), trust
        )
        try:
            yield work
        finally:
            work.memory.close()
            target.close()


def _make_target(text: str, folder: Path, ours: Mapping[Path, str]) -> Target:
    address = parse_target(text)
    match address:
        case Folder():
            return FolderTarget(Path(address.path), ours)
        case Zip():
            return ZipTarget(Path(address.path), ours)
        case Server():
            return RsyncTarget(address)
        case GitBranch():
            return GitTarget(address, folder)
        case Remote():
            return RcloneTarget(address.name)
