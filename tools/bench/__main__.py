"""The task `bench` under a second name: ``python -m tools.bench PART… --articles N``."""

import sys

from plugins.commands import setup
from tasks import TASKS

if __name__ == "__main__":
    sys.exit(setup.main(TASKS, ["bench", *sys.argv[1:]]))
