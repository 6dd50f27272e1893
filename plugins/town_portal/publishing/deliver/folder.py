"""A folder of this machine: each file whole or not at all, assets first, the manifest last."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.site import MANIFEST
from town_portal.publishing.deliver.target import PARTLY, Delivery, SentFiles, Target
from town_portal.publishing.deliver.target_memory import UNKNOWN, TargetMemory
from town_portal.publishing.deliver.trusted_manifest import Trust
from town_portal.publishing.watch_site.findings import quote_safely

TEMPORARY = ".dang-gui"
"""Ending of a file that is being written."""
INSIDE = "Không đăng vào {}: đó là {}. Hãy chọn một thư mục khác."
MAKES = "Thư mục {} chưa có: lần đăng này sẽ tạo ra nó."
EXTRA = "Ở nơi đăng có {} tệp không do cổng này ghi, ví dụ {}: được giữ nguyên."
LINKS = (
    "Nơi đăng có {} liên kết (symlink) hoặc tệp đặc biệt không do cổng này tạo, ví dụ {}. Cái nào "
    "chiếm chỗ của trang thì được thay, còn lại giữ nguyên. Hãy tìm xem ai đã đặt ở đó."
)
WRITTEN = "written"
"""Under this a memory notes when the last delivery ended, in ns since 1970."""


@dataclass
class FolderTarget(Target):
    """A folder; ``ours`` are folders of the project, named, that it must not lie in or hold."""

    path: Path
    ours: Mapping[Path, str]
    stands: str = PARTLY
    _strange: set[str] = field(default_factory=set, init=False)

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def siblings(self) -> bool:
        """Compressed copies help the web server that serves it."""
        return True

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""
        place = self.path / path
        if place.is_symlink() or not place.is_file():  # reading a pipe could wait forever
            return None
        with place.open("rb") as file:
            return file.read(most or -1)

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path."""
        if not self.path.is_dir():
            return {}
        return {path: item.size for path, item in walk.list_files(self.path).items()}

    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Refuse a folder of others; find out which files are not as they were sent."""
        refuse_own_folder(self.path, self.ours)
        if self.path.exists() and not self.path.is_dir():
            raise TargetRefused(f"Không đăng vào {self.path}: đó không phải là thư mục.")
        since = int(memory.notes.get(WRITTEN, "0"))
        sizes, touched = self._listed(max(since, memory.journal_time()) if since else 0)
        notice = trusted_manifest.correct_memory(memory, self, trust)
        for path in [path for path in memory.held if path not in sizes]:
            del memory.held[path]
        memory.held.update(dict.fromkeys(touched & memory.held.keys(), UNKNOWN))
        foreign = [
            path
            for path in sizes
            if path not in memory.held and path not in MANIFEST and not path.endswith(TEMPORARY)
        ]
        extra = EXTRA.format(len(foreign), quote_safely(min(foreign))) if foreign else ""
        first = quote_safely(min(self._strange, default=""))
        links = LINKS.format(len(self._strange), first) if first else ""
        made = "" if self.path.exists() else MAKES.format(self.path)
        return " ".join(filter(None, (made, notice, extra, links)))

    def _listed(self, since: int) -> tuple[dict[str, int], set[str]]:
        """Return the sizes of all files, and the files whose status time is newer than ``since``.

        Nobody but root can set a status time, so that a file which was changed is among them, also
        where it has the size and the time that it had. 0: nobody knows since when.
        """
        sizes: dict[str, int] = {}
        touched: set[str] = set()
        self._strange.clear()
        for path, entry in walk.iter_entries(self.path) if self.path.is_dir() else ():
            if not entry.is_file(follow_symlinks=False):
                self._strange.add(path)
                continue
            stat = entry.stat(follow_symlinks=False)
            sizes[path] = stat.st_size
            if 0 < since < stat.st_ctime_ns:
                touched.add(path)
        return sizes, touched

    def send(self, delivery: Delivery) -> SentFiles:
        """Write what is new or changed, delete what is gone, and write the manifest."""
        plan, memory = delivery.plan, delivery.memory
        memory.expect((*plan.added, *plan.changed, *plan.gone))
        for path in list_obstacles(self._strange, delivery.site):
            (self.path / path).unlink(missing_ok=True)
        self._write(delivery, [path for paths in plan.pages for path in paths])
        remove_files(self.path, reversed(plan.gone))  # a page's compressed copies before the page
        for path in plan.gone:
            memory.became(path, None)
        self._write(delivery, plan.manifest)
        memory.note(WRITTEN, str(time.time_ns()))
        return SentFiles(plan.files, plan.size)

    def _write(self, delivery: Delivery, paths: Iterable[str]) -> None:
        for path in paths:
            file = delivery.site[path]
            put_file(file.root / path, self.path / path)
            delivery.memory.became(path, file.digest)
            delivery.progress.step(file.size)

    def tidy(self, _delivery: Delivery) -> None:
        """Remove what a killed upload has left half written."""
        for path in walk.list_files(self.path):
            if path.endswith(TEMPORARY):
                (self.path / path).unlink(missing_ok=True)


def list_obstacles(strange: Collection[str], site: Iterable[str]) -> list[str]:
    """Return what stands in the place of a site's file or of one of its folders. Pure."""
    ours = {place for path in site for place in (path, *list_folders(path))} if strange else set()
    return sorted(ours.intersection(strange))


def list_folders(path: str) -> list[str]:
    """Return the folders of a file, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def list_removals(gone: Collection[str], site: Collection[str]) -> set[str]:
    """Return what is to be taken away: files that are gone, or the folder in which all are. Pure.

    A folder in which nothing is left would be another answer to readers than that nothing is there.
    """
    some = {folder for path in gone for folder in list_folders(path)}
    left = {folder for folder in some if any(path.startswith(f"{folder}/") for path in site)}
    return {
        next((folder for folder in list_folders(path) if folder not in left), path) for path in gone
    }


def refuse_own_folder(path: Path, ours: Mapping[Path, str]) -> None:
    """Raise Refused where a path lies in a folder of the project, or holds it."""
    wanted = path.resolve()
    for folder, name in ours.items():
        own = folder.resolve()
        if wanted == own or own in wanted.parents:
            raise TargetRefused(INSIDE.format(path, name))
        if wanted in own.parents:
            raise TargetRefused(INSIDE.format(path, f"nơi chứa {name}"))


def put_file(source: Path, target: Path, link: bool = False) -> None:
    """Have a file's bytes and time at another place, in one moment; a link where that is wanted."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}{TEMPORARY}")
    fresh.unlink(missing_ok=True)
    if not (link and _link_file(source, fresh)):
        shutil.copyfile(source, fresh)
        stat = source.stat()
        os.utime(fresh, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    fresh.replace(target)


def _link_file(source: Path, fresh: Path) -> bool:
    try:
        os.link(source, fresh)
    except OSError:  # another disk, or one that has no links
        return False
    return True


def remove_files(root: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that have become empty."""
    for path in paths:
        file = root / path
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == root:
                break
            with suppress(OSError):  # not empty
                folder.rmdir()
