"""Tells commands that replace the data whether the service works on this machine."""

import os
from pathlib import Path
from typing import IO

if os.name == "posix":
    import fcntl

FILE = "running"
_held: list[IO[bytes]] = []


def hold_data_folder(data: Path) -> None:
    """Show, as long as this process lives, that it works with the data of a folder."""
    if os.name == "posix":
        file = (data / FILE).open("ab")
        fcntl.flock(file, fcntl.LOCK_SH)
        _held.append(file)


def is_running(data: Path) -> bool:
    """Tell whether a process of this machine works with the data; unknown on Windows: False."""
    if os.name != "posix":
        return False
    with (data / FILE).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
