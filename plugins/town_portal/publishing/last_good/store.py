"""Keep the last good version of each text beside the texts, where no Git keeps it."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Collection, Iterator
from math import inf
from pathlib import Path
from tempfile import mkdtemp

from town_portal.core.content_files.links import is_text
from town_portal.core.content_files.opening import refuse_links
from town_portal.core.scan import Stamp, scan_folder
from town_portal.core.texts.folders import FOLDERS
from town_portal.publishing.last_good.texts import INDEXES, Files, TextUnit, find_content, find_unit
from town_portal.publishing.last_good.versions import (
    STORE,
    is_good,
    is_in_git,
    locate_stored,
    write_files,
)

INDEX_ENDINGS = tuple(f"/{name}" for name in INDEXES)
NOT_KEPT = (
    "Chưa lưu được bản tốt gần nhất vào thư mục .ban-tot của nội dung ({}). Hãy xem chỗ trống trên "
    "đĩa và quyền ghi."
)
Stamps = dict[str, Stamp]


def record_good_version(path: Path) -> bool:
    """Keep the text at ``path`` as its last good version; False where it cannot be shown.

    To be called after a good build, which alone decodes photographs. In a town's Git the commits
    are the versions: there nothing is written.
    """
    content = find_content(path.absolute())
    unit = find_unit(path.absolute(), content) if content else None
    if unit is None or not unit.is_there():
        return False
    files = unit.read_files()
    if not is_good(unit, files):
        return False
    if not is_in_git(unit.content):
        refuse_links(locate_stored(unit).path, unit.content)
        _keep(unit, files)
    return True


def record_all_good_versions(
    content: Path, held_back: Collection[str] = (), began: float = inf
) -> int:
    """Keep all texts that have changed since they were kept; return how many were written.

    For the time after a good build; ``held_back`` are the names of texts it did not use, ``began``
    is when it began, in seconds since 1970: what was written since waits for the next one.
    """
    if is_in_git(content):
        return 0
    try:
        refuse_links(content / STORE, content)
        now, before = _list_stamps_by_unit(content), _list_stamps_by_unit(content / STORE)
        for name in before.keys() - now.keys():  # a deleted text stays deleted
            _clear(TextUnit(content / STORE, name).path)
        changed = [name for name in now if now[name] != before.get(name) and name not in held_back]
        changed = [name for name in changed if not began <= _find_newest(now[name]) <= time.time()]
        return sum(record_good_version(content / name) for name in changed)
    except (OSError, ValueError) as error:  # a full disk, a folder that is only read, a link
        print(NOT_KEPT.format(error), file=sys.stderr)
        return 0


def _list_stamps_by_unit(content: Path) -> dict[str, Stamps]:
    """Return when the files of each text were written, by the text's name."""
    found: dict[str, Stamps] = {}
    for name, file, stamp in _iter_stamped(content):
        found.setdefault(name, {})[file] = stamp
    return found


def _find_newest(stamps: Stamps) -> float:
    """Return when the newest of some files was written, in seconds since 1970."""
    return max((nanoseconds / 1e9 for nanoseconds, _ in stamps.values()), default=0.0)


def _iter_stamped(content: Path) -> Iterator[tuple[str, str, Stamp]]:
    for folder in FOLDERS:
        stamps = scan_folder(content / folder, {}, 0).stamps
        inner = {stamp.rpartition("/")[0] for stamp in stamps if stamp.endswith(INDEX_ENDINGS)}
        for path, stamp in stamps.items():
            above = path.split("/")
            parents = ("/".join(above[:count]) for count in range(len(above) - 1, 0, -1))
            unit = next(
                (parent for parent in parents if parent in inner), path if is_text(path) else ""
            )
            if unit:
                yield f"{folder}/{unit}", path, stamp


def _keep(unit: TextUnit, files: Files) -> None:
    """Replace the stored version, complete or not at all."""
    target = locate_stored(unit)
    target.path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".moi-", dir=target.content))
    try:
        fresh = TextUnit(made, unit.name)
        write_files(fresh, files)
        for name in files:
            status = unit.place(name).stat()
            os.utime(fresh.place(name), ns=(status.st_atime_ns, status.st_mtime_ns))
        if target.path.exists():
            target.path.rename(made / "old")
        fresh.path.rename(target.path)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
