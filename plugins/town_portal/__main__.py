"""``python -m town_portal`` and the program ``town-portal``: the tasks of a town."""

from __future__ import annotations

import os
import sys

from town_portal.cli import setup, streams
from town_portal.cli.town_tasks import TASKS
from town_portal.core.system.places import PACKAGES, ROOT


def main() -> int:
    """Run the task that was typed and give its exit code."""
    for folder in (str(ROOT), str(PACKAGES)):  # the live service and the newsroom lie in ROOT
        if folder not in sys.path:
            sys.path.append(folder)
    os.environ["PYTHONUTF8"] = "1"
    streams.tolerate_closed_pipes()
    return setup.main(TASKS, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
