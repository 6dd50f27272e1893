"""A Pelican that loads its program at once, and builds when it is told to.

Half a second of a small build is loading Python's modules. Whoever has something else to do before
the build starts this process first.
"""

from __future__ import annotations

import importlib
import select
import sys
from contextlib import suppress
from pathlib import Path

from town_portal.build.incremental import up_to_date
from town_portal.core.system.places import FIND

LAUNCH = f"{FIND}; from {__name__} import main; main()"


def main() -> None:
    """Build with Pelican's words once a line comes; without one, end."""
    words = sys.argv[1:]
    command, key = up_to_date.read_command(words), ""
    if not _is_told():  # there is time
        with suppress(Exception):  # what is wrong with settings or plugins Pelican itself tells
            key = up_to_date.make_launch_key(command) if command else ""
            if not (command and up_to_date.find_up_to_date(command, key)):
                _load(Path(words[words.index("-s") + 1]))
    if sys.stdin.readline():
        up_to_date.main(words, key)


def _is_told() -> bool:
    """Tell whether the line has come already; False where that cannot be found out."""
    try:
        return bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):  # a pipe of Windows
        return False


def _load(settings: Path) -> None:
    """Import what a build needs."""
    for name in up_to_date.run_settings(settings).get("PLUGINS", ()):
        importlib.import_module(name)
        with suppress(ImportError):  # one that is no package, or has no part for Pelican alone
            importlib.import_module(f"{name}.plugin")
    importlib.import_module("pelican")
