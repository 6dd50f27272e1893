"""Copy files of the content folder from the same handle that was checked."""

import os
import shutil
from pathlib import Path

from town_portal.core.content_files.kinds import check_bytes, check_ending
from town_portal.core.content_files.opening import open_file


def copy_file(source: Path, target: Path, root: Path | None = None) -> None:
    """Copy a file of a kind that is published; raises Refused and OSError.

    A source that was exchanged since it was found is judged anew.
    """
    with open_file(source, root) as file:
        check_ending(source.name, drawings=True)
        check_bytes(file, source.name)
        with target.open("wb") as made:
            shutil.copyfileobj(file, made, 1 << 20)


def read_stamp(source: Path) -> tuple[int, int]:
    """Return when a file was last written and its size; of a link, the link's own."""
    status = os.lstat(source)
    return status.st_mtime_ns, status.st_size
