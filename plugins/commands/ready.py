"""A Pelican that loads its program at once, and builds when it is told to.

Half a second of a small build is loading Python's modules. Whoever has something else to do before
the build starts this process first.
"""

from __future__ import annotations

import importlib
import runpy
import sys
from contextlib import suppress

LAUNCH = f"from {__name__} import main; main()"


def main() -> None:
    """Become ``python -m pelican`` with the same words once a line comes; without one, end."""
    with suppress(Exception):  # what is wrong with settings or plugins Pelican itself tells
        _load(sys.argv[sys.argv.index("-s") + 1])
    if sys.stdin.readline():
        runpy.run_module("pelican", run_name="__main__", alter_sys=True)


def _load(settings: str) -> None:
    for name in runpy.run_path(settings).get("PLUGINS", ()):
        importlib.import_module(name)
    importlib.import_module("pelican")
