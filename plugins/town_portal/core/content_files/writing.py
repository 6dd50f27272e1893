"""Write files of the content folder: whole or not at all, and on the disk when it is said."""

import os
import shutil
import tempfile
from pathlib import Path

MODE = 0o644
"""Of a new file: the server that shows it runs as another user."""


def write_durably(file: Path, data: bytes) -> None:
    """Replace a file at once; it and its folder are on the disk when this returns.

    A file that was there keeps its mode. The bytes go into a file of a name that nobody knows
    before, so that no link leads them elsewhere. Raises OSError; the old file is whole then.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, fresh)
        else:
            fresh.chmod(MODE)
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
