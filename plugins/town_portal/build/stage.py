"""A build never touches the last good site before it is complete.

Everything is written into a stage beside the output; ``commit`` then renames what differs and
removes, by name, what the last build wrote and this one did not. A build that stops leaves the
output as it was.
"""

import filecmp
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from town_portal.core.faults import Faults
from town_portal.core.storage import Storage
from town_portal.core.system.lock_file import take

GENERATOR = "Town Portal Generator"
"""The name in every page's ``<meta name="generator">``; also how an output is known as ours."""
WAITING = "Một lần dựng khác đang ghi vào cùng thư mục; đợi lần ấy xong…"
NAMES = "written.db"
"""In the state of an output: see Names."""
_TABLES = (
    "CREATE TABLE names (name PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE changes (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)",
)
IN_THE_WAY = "tệp này không do cổng tạo ra mà chắn chỗ của “{}”; hãy chuyển nó đi nơi khác"


@dataclass(frozen=True)
class OutputChanges:
    """How many files of the output were written, removed, and left as they were."""

    written: int = 0
    removed: int = 0
    kept: int = 0


class Stage:
    """A folder that becomes the output at ``commit``.

    Its state (the names that the last build wrote) lies in ``.OUTPUT.state`` beside the output.
    A second build of the same output waits until the first has ended.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.absolute()
        self.state = self.output.with_name(f".{self.output.name}.state")
        # Nobody else's: what build/incremental keeps there is trusted as the program itself is.
        self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = (self.state / "lock").open("ab")
        if not take(self._lock, waits=False):
            print(WAITING, file=sys.stderr, flush=True)
            take(self._lock)
        for left in self.state.glob("stage-*"):
            shutil.rmtree(left, ignore_errors=True)
        self._base = Path(tempfile.mkdtemp(prefix="stage-", dir=self.state))
        self.folder = self._base / "site"  # made by mkdir, so that others may read it
        self.folder.mkdir()

    def commit(
        self, gone: Collection[str] | None = None, kept: Collection[str] = ()
    ) -> OutputChanges:
        """Put the stage in place of the output, file by file; equal files stay untouched.

        ``gone`` are names that an earlier build wrote and that go now; without, all go that are
        neither in the stage nor ``kept``.
        """
        names = sorted(_iter_names(self.folder))
        with Names(self.state / NAMES) as known:
            last = known if known.filled else self._find_names()
            if self._move_whole():
                written, gone = len(names), ()
                known.replace(names)
            else:
                self._clear_way(names, last)
                if isinstance(last, set):
                    known.replace(last)
                if gone is None:
                    gone = known.all().difference(names, kept)
                known.add(names)  # before, so that nothing is forgotten half-way
                written = sum(_place(self.folder / name, self.output / name) for name in names)
                gone = [name for name in gone if name in known]
                known.note_changes(gone)
                self._remove(gone)
                known.drop(gone)
            whole = known.count
        self.discard()
        return OutputChanges(written, len(gone), whole - written)

    def _clear_way(self, names: Collection[str], last: Container[str]) -> None:
        """Take away what of ours has changed from file to folder or back; never what is not ours.

        Compressed files beside ours (publishing/compress.py) are ours too.
        Raises FaultsError when something else stands in the way.
        """
        faults = Faults()
        in_way = {path: name for name in names for path in list_obstacles(self.output, name)}
        for path, name in in_way.items():
            beside = path.relative_to(self.output).as_posix()
            if beside not in last and beside.removesuffix(".br").removesuffix(".gz") not in last:
                faults.add(path, 1, "", IN_THE_WAY.format(name))
        faults.check()
        for path in in_way:
            path.unlink()
        for name in names:
            if (self.output / name).is_dir():
                shutil.rmtree(self.output / name)

    def discard(self) -> None:
        """Take the stage away and let the next build begin."""
        shutil.rmtree(self._base, ignore_errors=True)
        self._lock.close()

    def _move_whole(self) -> bool:
        """Rename the stage where there is no output yet; thousands of folders take time."""
        try:
            if self.output.exists():
                self.output.rmdir()
            self.folder.rename(self.output)
        except OSError:  # an output with files in it, or another file system
            return False
        return True

    def _find_names(self) -> set[str]:
        """Return what an earlier build wrote, by what lies in an output of ours."""
        if not self._is_ours():
            return set()
        found = (path.relative_to(self.output) for path in self.output.rglob("*.*"))
        # What hosts and people put there (.git, .well-known, CNAME) is not ours.
        return {
            path.as_posix()
            for path in found
            if (self.output / path).is_file() and not any(part[0] == "." for part in path.parts)
        }

    def _is_ours(self) -> bool:
        try:
            return GENERATOR in (self.output / "index.html").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False

    def _remove(self, names: Iterable[str]) -> None:
        folders: set[Path] = set()
        for name in names:
            path = self.output / name
            if path.is_file():  # a folder may stand there now, or a file above it
                path.unlink()
            folders.update(parent for parent in path.parents if self.output in parent.parents)
        for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


class Names(Storage):
    """The names of the files that builds wrote into an output, and a journal of their changes.

    The journal names what builds were about to write or remove until a publication forgets it.
    ``filled`` is another text for each new file of names; empty where nothing is known.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, "", _TABLES)
        self.filled: str = self.note("filled") or ""

    def __contains__(self, name: object) -> bool:
        found = self.base.execute("SELECT 1 FROM names WHERE name = ?", (name,))
        return found.fetchone() is not None

    @property
    def count(self) -> int:
        """How many there are."""
        (found,) = self.base.execute("SELECT count(*) FROM names").fetchone()
        return int(found)

    def all(self) -> set[str]:
        """Return all of them."""
        return {name for (name,) in self.base.execute("SELECT name FROM names")}

    def replace(self, names: Collection[str]) -> None:
        """Note these names and no others."""
        self.base.execute("DELETE FROM names")
        self.filled = token_hex(8)
        self.put_note("filled", self.filled)
        self.add(names)

    def add(self, names: Collection[str]) -> None:
        """Note names that are about to be written."""
        rows = [(name,) for name in names]
        self.base.executemany("INSERT OR IGNORE INTO names VALUES (?)", rows)
        self.note_changes(names)

    def drop(self, names: Iterable[str]) -> None:
        """Forget names."""
        self.base.executemany("DELETE FROM names WHERE name = ?", [(name,) for name in names])
        self.save()

    def note_changes(self, names: Iterable[str]) -> None:
        """Note names that are about to change."""
        rows = [(name,) for name in names]
        self.base.executemany("INSERT INTO changes (name) VALUES (?)", rows)
        self.save()

    def changes(self) -> tuple[int, set[str]]:
        """Return the number of the last change, and the names of all that changed."""
        rows = self.base.execute("SELECT number, name FROM changes ORDER BY number").fetchall()
        return (rows[-1][0] if rows else 0), {name for _, name in rows}

    def forget_changes(self, last: int) -> None:
        """Forget the changes up to a number."""
        self.base.execute("DELETE FROM changes WHERE number <= ?", (last,))
        self.save()


def _iter_names(folder: Path) -> Iterator[str]:
    """Yield the files below a folder, relative to it."""
    above = len(str(folder)) + 1
    for path, _, files in os.walk(folder):
        inside = f"{path[above:]}/" if len(path) > above else ""
        yield from [inside + name for name in files]


def list_obstacles(output: Path, name: str) -> list[Path]:
    """Return the files because of which ``name`` can't be written into ``output``."""
    target = output / name
    if target.is_dir():
        return [path for path in target.rglob("*") if path.is_file()]
    above = [parent for parent in target.parents if output in parent.parents]
    return [parent for parent in above if parent.is_file()]


def _place(source: Path, target: Path) -> bool:
    """Move ``source`` to ``target`` in one step, unless the same bytes stand there: False."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError:  # another file system: copy beside the target first
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, beside)
        beside.replace(target)
    return True
