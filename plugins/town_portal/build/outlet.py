"""Where plugins put the files that they make."""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from town_portal.core.content_files.copying import copy_file
from town_portal.core.records import FileCopy


class Outlet:
    """Writes files into the folder of a build.

    This one writes each; build/incremental has another, which leaves alone what has not changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def kept(self) -> Collection[str]:
        """The names of files that an earlier build wrote and that are known to be right."""
        return ()

    def gone(self) -> Collection[str] | None:
        """Return the files of earlier builds that go now; None: all but those written or kept."""
        return None

    def keep(self, name: str) -> bool:
        """Leave a file alone that is there; False where it is to be made."""
        del name
        return False

    @contextmanager
    def task(self, step: str, key: str) -> Iterator[None]:
        """Have what is put meanwhile belong to a step's key, and go when that puts it no more."""
        del step, key
        yield

    def put(self, name: str, known: Any, make: Callable[[], bytes]) -> None:
        """Write what ``make`` gives to ``name``, below the folder.

        ``known`` is what the bytes depend on beside the code: while it stays the same
        (core/identity.py), so do they.
        """
        del known
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())

    def copy(self, copy: FileCopy) -> None:
        """Write a copy of a file, or give the file a second name where nobody edits it.

        Raises content_files.names.Refused where the source is not what may be published.
        """
        target = self.folder / copy.url
        target.parent.mkdir(parents=True, exist_ok=True)
        if not copy.is_ours:
            copy_file(copy.source, target, copy.root)
        elif not _link_file(copy.source, target):
            shutil.copyfile(copy.source, target)


def _link_file(source: Path, target: Path) -> bool:
    """Give ``target`` the bytes of ``source`` without copying them, where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True
