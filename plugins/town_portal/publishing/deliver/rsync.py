"""A server, by rsync over SSH: a new release beside the old one, then one switch.

``releases/STAMP`` are whole sites that share their unchanged files by hard links; ``current`` is a
link to the one that is public, and what the web server serves. The next release begins, after the
switch, as a copy of the last one made of links, ``releases/.incoming-MACHINE``. Where it is still
that copy, rsync is told the files that have changed and looks at no other; else, as after a broken
upload or a hand at the server, it compares the bytes of all of them. Of 100 files it is told in
0.3 s; 40,000 files with 670 MB it compares in 3.3 s, in 19 s where the disk has to be read.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.address import Server
from town_portal.publishing.deliver.faults import NotWhole, TargetRefused
from town_portal.publishing.deliver.folder import list_removals
from town_portal.publishing.deliver.kept_assets import PUBLICATIONS
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.rsync_version import check_rsync
from town_portal.publishing.deliver.site import MANIFEST, is_hashed
from town_portal.publishing.deliver.ssh import Connection
from town_portal.publishing.deliver.target import (
    NEW_STANDS,
    OLD_STANDS,
    Delivery,
    SentFiles,
    Target,
)
from town_portal.publishing.deliver.target_memory import TargetMemory, name_machine
from town_portal.publishing.deliver.trusted_manifest import Trust

CURRENT = "current"
SWITCHING = "switching"
"""Under these a memory notes which release it has made public, and which it was about to."""
BACK = "back"
"""Under this it notes the release to which somebody has gone back from here."""
COPIED = "copied"
"""Under this it notes the status time of the mark that tells whether the copy was touched."""
RELEASE = re.compile(r"\d{8}T\d{6}Z(?:-\d\d)?", re.ASCII)
"""The form of a release's name; entries with other names are not ours."""
BLOCKED = (
    "Không đăng vào {}: ở đó đã có “current” mà không phải là liên kết. Hãy chọn thư mục khác."
)
FOREIGN = (
    "Trong {}/releases có {} mục không do cổng này tạo; chúng được giữ nguyên, không dùng đến. Hãy "
    "xem đó là gì; nếu không ai biết, hãy coi như máy chủ đã bị xâm nhập."
)
FOREIGN_CURRENT = (
    "Ở {}, liên kết “current” không dẫn tới bản nào do cổng này đăng; lần đăng này đặt lại liên "
    "kết ấy. Hãy tìm xem ai đã sửa."
)
TOO_MANY = (
    "Ở {} đã có 99 bản cùng giờ {}. Hãy chỉnh lại đồng hồ của máy này, rồi xóa các bản ghi sai giờ "
    "trong thư mục releases."
)
OLD_ONE = (
    "Ở {} đang hiện bản cũ {}, do đã quay về bằng --rollback. Lần đăng này thay bản ấy bằng nội "
    "dung ở máy này."
)
NO_EARLIER = "Ở {} không còn bản nào cũ hơn bản đang công khai."


@dataclass(frozen=True)
class There:
    """What lies at the server: the release that is public, empty for none, and all releases."""

    current: str
    releases: tuple[str, ...]


@dataclass
class RsyncTarget(Target):
    """A folder of a server."""

    server: Server
    stands: str = OLD_STANDS
    there: There = There("", ())
    is_moved: bool = False
    """Whether another machine has made public what is there."""
    exact: bool = False
    """Whether all files are to be compared, whatever is remembered of them."""
    connection: Connection = field(init=False)
    _switched: str = field(default="", init=False)
    _head: str = field(default="", init=False)
    """The first line of the public release's manifest."""

    def __post_init__(self) -> None:
        self.connection = Connection(self.server)

    @property
    def name(self) -> str:
        """The server and the folder."""
        return f"{self.server.login}:{self.server.path}"

    @property
    def siblings(self) -> bool:
        """Compressed copies help the web server there."""
        return True

    def place(self, folder: str) -> str:
        """Return the rsync address of a folder below the target's."""
        user, at, host = self.server.login.rpartition("@")
        login = f"{user}{at}[{host}]" if ":" in host else self.server.login
        return f"{login}:{self.server.path.rstrip('/')}/{folder}/"

    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Find out which release is public, and what it holds."""
        pairs = self._scan()
        now = self.there.current
        known = {memory.notes.get(name, "") for name in (CURRENT, SWITCHING)} - {""}
        if not now:  # no release of ours is public, whatever was sent before
            memory.held.clear()
        self.is_moved = bool(now) and now not in known
        strange = pairs.count(["foreign", "release"])
        told = trusted_manifest.correct_memory(memory, self, trust) if now else ""
        notices = (
            OLD_ONE.format(self.name, now) if now and now == memory.notes.get(BACK) else told,
            FOREIGN_CURRENT.format(self.name) if ["foreign", CURRENT] in pairs else "",
            FOREIGN.format(self.name, strange) if strange else "",
        )
        return " ".join(filter(None, notices))

    def _scan(self) -> list[list[str]]:
        """Note which releases are there, and return all that was said of the place."""
        check_rsync()
        said = self.connection.run("look").split("\n")
        pairs = [line.split(" ", 1) for line in said if " " in line]
        if ["blocked", CURRENT] in pairs:
            raise TargetRefused(BLOCKED.format(self.name))
        ours = [(kind, name) for kind, name in pairs if RELEASE.fullmatch(name)]
        now = next((name for kind, name in ours if kind == CURRENT), "")
        self.there = There(now, tuple(name for kind, name in ours if kind == "release"))
        self._head = next((text for kind, text in pairs if kind == "manifest"), "")
        return pairs

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file of the public release, the first ``most`` bytes or all; None for none."""
        if path == MANIFEST[0] and most:  # `look` has asked
            return self._head.encode()
        return self.connection.program("read", path).data(self.connection.script) or None

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file of the public release, by path."""
        lines = (line.partition(" ./") for line in self.connection.run("list").split("\n"))
        return {path: int(size) for size, _, path in lines if path and size.isdigit()}

    def send(self, delivery: Delivery) -> SentFiles:
        """Send what is new to the new release, and switch to it."""
        ours = name_machine(delivery.memory)
        copied = delivery.memory.notes.pop(COPIED, "")
        known = self._find_remembered(delivery.memory)
        is_copy = self.connection.run("prepare", ours, known, copied) == "whole"
        if not (is_copy or delivery.is_whole):
            raise NotWhole
        if self.is_moved:
            self._take_assets(delivery)
        place = f"releases/.incoming-{ours}"
        sent = (self._run_rsync if is_copy else self._compared)(delivery, place)
        stamp = self._free(delivery.stamp)
        delivery.memory.note(SWITCHING, stamp)
        self._switched = self.connection.run("switch", ours, stamp).strip()
        self.stands = NEW_STANDS
        del delivery.memory.notes[SWITCHING]
        delivery.memory.notes.pop(BACK, None)
        delivery.memory.notes[CURRENT] = stamp
        delivery.memory.held = {path: file.digest for path, file in delivery.site.items()}
        return sent

    def _free(self, stamp: str) -> str:
        """Return a name for the new release that comes after that of the public one."""
        while stamp in self.there.releases or stamp < self.there.current:
            last = max(stamp, self.there.current)
            if last.endswith("-99"):
                raise TargetRefused(TOO_MANY.format(self.name, last.partition("-")[0]))
            stamp = make_later_name(last)
        return stamp

    def _take_assets(self, delivery: Delivery) -> None:
        """Fetch the assets of another machine's release: its readers still want them."""
        copies = delivery.kept.copies
        copies.mkdir(parents=True, exist_ok=True)
        words = [
            *("rsync", "-rtpm", "-s", "--ignore-existing", "-e", self.connection.shell),
            *("--include=/static/", "--include=/static/***", "--exclude=*"),
            *(self.place(CURRENT), f"{copies}{os.sep}"),
        ]
        Program("rsync", words).text()
        for path in walk.list_files(copies):
            if not is_hashed(path):
                (copies / path).unlink()
        delivery.kept.take_in(walk.list_files(copies))
        delivery.site.update(delivery.kept.others(delivery.site))

    def _find_remembered(self, memory: TargetMemory) -> str:
        """Return the public release if all of it is remembered, file by file; else nothing."""
        now = self.there.current
        is_ours = now == memory.notes.get(CURRENT) and not memory.is_broken
        return now if is_ours and not self.exact else ""

    def _compared(self, delivery: Delivery, place: str) -> SentFiles:
        """Have rsync compare all files by their bytes and make the folder equal to the site.

        Size and time prove nothing: who changes a file can give it those that it had.
        """
        last = self.there.current
        copies = delivery.kept.copies
        words = [
            *("-r", "--checksum", "--delete"),
            *((f"--link-dest=../{last}",) if last else ()),
            f"{delivery.output}{os.sep}",
            *((f"{copies}{os.sep}",) if copies.is_dir() else ()),
        ]
        return self._upload(delivery, place, words)

    def _run_rsync(self, delivery: Delivery, place: str) -> SentFiles:
        """Have rsync send the files that have changed, and take away those that are gone."""
        plan, sent = delivery.plan, SentFiles()
        roots: dict[Path, list[str]] = {}
        for path in (*plan.added, *plan.changed):
            roots.setdefault(delivery.site[path].root, []).append(path)
        with tempfile.TemporaryDirectory() as nothing:
            empty = Path(nothing)  # what rsync does not find here it takes away there
            roots[empty] = sorted(list_removals(plan.gone, delivery.site))
            for path in roots[empty]:
                (empty / path).parent.mkdir(parents=True, exist_ok=True)
            for root, paths in roots.items():
                words = ["--files-from=-", "--from0", "--ignore-times", f"{root}{os.sep}"]
                if root == empty:
                    words = ["--delete-missing-args", "--force", *words]
                more = (
                    self._upload(delivery, place, words, "\0".join(paths)) if paths else SentFiles()
                )
                sent.files, sent.size = sent.files + more.files, sent.size + more.size
        return sent

    def _upload(
        self, delivery: Delivery, place: str, words: list[str], names: str = ""
    ) -> SentFiles:
        """Run rsync with these words and ``names`` on its standard input."""
        sent = SentFiles()
        words = [
            *("rsync", "-tpO", "--chmod=D755,F644", "-s", "-z", "--outbuf=L"),
            *("--out-format=%i %b %l", "-e", self.connection.shell, *words, self.place(place)),
        ]

        def take(line: str) -> None:
            about = line.split()
            if len(about) == 3 and about[0].startswith("<f"):
                sent.files += 1
                sent.size += int(about[1])
                delivery.progress.step(int(about[2]))

        Program("rsync", words).lines(take, names)
        return sent

    def tidy(self, delivery: Delivery) -> None:
        """Keep the last releases, and prepare the next one."""
        words = (name_machine(delivery.memory), str(PUBLICATIONS), self._switched)
        delivery.memory.notes[COPIED] = self.connection.run("tidy", *words).strip()
        delivery.memory.save()

    def earlier(self) -> str:
        """Return the name of the release before the public one; raises Refused, Failed."""
        self._scan()
        now = self.there.current
        names = [name for name in self.there.releases if not now or name < now]
        if not names:
            raise TargetRefused(NO_EARLIER.format(self.name))
        return max(names)

    def rollback(self, memory: TargetMemory, name: str) -> None:
        """Make an earlier release public again; raises Failed."""
        self.connection.run("rollback", name_machine(memory), name)
        memory.notes[CURRENT] = memory.notes[BACK] = name
        memory.manifest = ""  # what it holds the next look will tell
        memory.save()

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


def make_later_name(stamp: str) -> str:
    """Return the first name after another: two publications may be of one second. Pure."""
    time, _, number = stamp.partition("-")
    return f"{time}-{int(number or 1) + 1:02}"
