"""A Pelican that loads its program at once, and builds when it is told to.

Half a second of a small build is loading Python's modules. Whoever has something else to do before
the build starts this process first.
"""

from __future__ import annotations

import importlib
import runpy
import sys
from contextlib import suppress
from pathlib import Path

from town_portal.core.system.places import FIND, TOWN

LAUNCH = f"{FIND}; from {__name__} import main; main()"


def main() -> None:
    """Become ``python -m pelican`` with the same words once a line comes; without one, end."""
    with suppress(Exception):  # what is wrong with settings or plugins Pelican itself tells
        _load(sys.argv[sys.argv.index("-s") + 1])
    if sys.stdin.readline():
        runpy.run_module("pelican", run_name="__main__", alter_sys=True)


def _load(settings: str) -> None:
    before, folders = set(sys.modules), (TOWN, Path(settings).resolve().parent)
    plugins = runpy.run_path(settings).get("PLUGINS", ())
    for name in set(sys.modules) - before:
        # Pelican will run the settings again, and what they begin with must be as it was.
        file = Path(getattr(sys.modules[name], "__file__", None) or "")
        if file.parent in folders or name.startswith("town_portal.settings."):
            del sys.modules[name]
    for name in plugins:
        importlib.import_module(name)
        with suppress(ImportError):  # one that is no package, or has no part for Pelican alone
            importlib.import_module(f"{name}.plugin")
    importlib.import_module("pelican")
