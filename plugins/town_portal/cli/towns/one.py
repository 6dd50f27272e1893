"""Run a task of one town with this environment: ``python -m … TASK [options]``.

The folder of the town is that of ``TOWN_PORTAL_HOME``; nothing is installed.
"""

from __future__ import annotations

import sys

from town_portal.cli.setup import print_refusal
from town_portal.cli.task import Mistake
from town_portal.cli.watch_tasks import TASKS


def main(name: str, *words: str) -> int:
    """Run the task and give its exit code."""
    try:
        task = TASKS.find(name)
        return task.run(task.parse(list(words)))
    except Mistake as error:
        return print_refusal(str(error))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
