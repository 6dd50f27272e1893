"""The task `bench` under a second name: ``python -m tools.bench PART… --articles N``."""

import sys

from tasks import TASKS
from town_portal.cli import setup

if __name__ == "__main__":
    sys.exit(setup.main(TASKS, ["bench", *sys.argv[1:]]))
