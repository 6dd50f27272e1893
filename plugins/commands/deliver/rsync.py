"""A server, by rsync over SSH: a new release beside the old one, then one switch.

``releases/STAMP`` are whole sites that share their unchanged files by hard links; ``current`` is a
link to the one that is public, and what the web server serves. The next release begins, after the
switch, as a copy of the last one made of links, ``releases/.incoming-MACHINE``: only what has
changed is looked for and sent, and a broken upload goes on where it stood.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field

from plugins.commands.deliver.address import Server
from plugins.commands.deliver.faults import Refused
from plugins.commands.deliver.kept import PUBLICATIONS
from plugins.commands.deliver.memory import Memory, machine
from plugins.commands.deliver.program import Program
from plugins.commands.deliver.site import is_hashed
from plugins.commands.deliver.ssh import Connection
from plugins.commands.deliver.target import NEW_STANDS, OLD_STANDS, Delivery, Sent, Target
from plugins.commands.publish import walk

CURRENT = "current"
SWITCHING = "switching"
"""Under these a memory notes which release it has made public, and which it was about to."""
MOVED = "Máy khác đã đăng lên nơi này kể từ lần đăng trước của máy này."
BLOCKED = (
    "Không đăng vào {}: ở đó đã có “current” mà không phải là liên kết. Hãy chọn thư mục khác."
)
WINDOWS = (
    "Windows không có rsync: hãy đăng bằng rclone (rclone:TEN:thu/muc, kiểu sftp) "
    "hoặc chạy trong WSL."
)
NO_EARLIER = "Ở {} không còn bản nào cũ hơn bản đang công khai."


@dataclass(frozen=True)
class There:
    """What lies at the server: the release that is public, empty for none, and all releases.

    ``is_ready``: the folder for the next release is there.
    """

    current: str
    releases: tuple[str, ...]
    is_ready: bool


@dataclass
class RsyncTarget(Target):
    """A folder of a server."""

    server: Server
    stands: str = OLD_STANDS
    there: There = There("", (), False)
    is_moved: bool = False
    """Whether another machine has made public what is there."""
    exact: bool = False
    """Whether files are compared by their bytes, since times and sizes there may lie."""
    connection: Connection = field(init=False)

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

    def look(self, memory: Memory) -> str:
        """Find out which release is public."""
        if os.name == "nt" and shutil.which("rsync") is None:
            raise Refused(WINDOWS)
        said = self.connection.run("look", machine(memory)).splitlines()
        pairs = [line.split(" ", 1) for line in said if " " in line]
        if ["blocked", CURRENT] in pairs:
            raise Refused(BLOCKED.format(self.name))
        now = next((name for kind, name in pairs if kind == CURRENT), "")
        releases = tuple(name for kind, name in pairs if kind == "release")
        self.there = There(now, releases, any(kind == "incoming" for kind, _ in pairs))
        known = {memory.notes.get(name, "") for name in (CURRENT, SWITCHING)} - {""}
        if not now:  # nothing is public there, whatever was sent once
            memory.held.clear()
        self.is_moved = bool(now) and now not in known
        return MOVED if known and self.is_moved else ""

    def send(self, delivery: Delivery) -> Sent:
        """Send what is new to the new release, and switch to it."""
        ours = machine(delivery.memory)
        if not self.there.is_ready:
            self.connection.run("prepare", ours)
        if self.is_moved:
            self._take_assets(delivery)
        sent = self._upload(delivery, f"releases/.incoming-{ours}")
        stamp = delivery.stamp
        while stamp in self.there.releases or stamp < self.there.current:
            stamp = later(max(stamp, self.there.current))
        delivery.memory.note(SWITCHING, stamp)
        self.connection.run("switch", ours, stamp)
        self.stands = NEW_STANDS
        del delivery.memory.notes[SWITCHING]
        delivery.memory.notes[CURRENT] = stamp
        delivery.memory.held = {path: file.digest for path, file in delivery.site.items()}
        return sent

    def _take_assets(self, delivery: Delivery) -> None:
        """Fetch the assets of another machine's release: its readers still want them."""
        copies = delivery.kept.copies
        copies.mkdir(parents=True, exist_ok=True)
        words = [
            *("rsync", "-rtpm", "-s", "--ignore-existing", "-e", self.connection.shell),
            *("--include=/static/", "--include=/static/***", "--exclude=*"),
            *(
                f"{_host(self.server)}:{self.server.path.rstrip('/')}/{CURRENT}/",
                f"{copies}{os.sep}",
            ),
        ]
        Program("rsync", words).text()
        for path in walk.files(copies):
            if not is_hashed(path):
                (copies / path).unlink()
        delivery.kept.take_in(walk.files(copies))

    def _upload(self, delivery: Delivery, place: str) -> Sent:
        """Have rsync make the folder equal to the site."""
        sent = Sent()
        last = self.there.current
        copies = f"{delivery.kept.copies}{os.sep}"
        words = [
            *("rsync", "-rtpO", "--chmod=D755,F644", "--modify-window=-1", "--delete", "-s", "-z"),
            *("--outbuf=L", "--out-format=%i %b %l", "-e", self.connection.shell),
            *((f"--link-dest=../{last}",) if last else ()),
            *(("--checksum",) if self.exact else ()),
            f"{delivery.output}{os.sep}",
            *((copies,) if delivery.kept.copies.is_dir() else ()),
            f"{_host(self.server)}:{self.server.path.rstrip('/')}/{place}/",
        ]

        def take(line: str) -> None:
            about = line.split()
            if len(about) == 3 and about[0].startswith("<f"):
                sent.files += 1
                sent.size += int(about[1])
                delivery.progress.step(int(about[2]))

        Program("rsync", words).lines(take)
        return sent

    def tidy(self, delivery: Delivery) -> None:
        """Keep the last releases, and prepare the next one."""
        self.connection.run("tidy", machine(delivery.memory), str(PUBLICATIONS))

    def rollback(self, memory: Memory) -> str:
        """Make the release before public again and return its name; raises Refused, Failed."""
        said = self.connection.run("rollback", machine(memory)).strip()
        if not said:
            raise Refused(NO_EARLIER.format(self.name))
        name = said.removeprefix("current ")
        memory.notes[CURRENT] = name
        memory.save()
        return name

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


def _host(server: Server) -> str:
    user, at, host = server.login.rpartition("@")
    return f"{user}{at}[{host}]" if ":" in host else server.login


def later(stamp: str) -> str:
    """Return the first name after another: two publications may be of one second. Pure."""
    time, _, number = stamp.partition("-")
    return f"{time}-{int(number or 1) + 1:02}"
