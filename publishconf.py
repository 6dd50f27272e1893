"""What only the public site needs, on top of pelicanconf.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

OUTPUT_PATH = str(Path(__file__).parent / "output-public")
SHOW_UNFINISHED = False  # drafts, and articles that wait for approval
SPECIMENS = False  # what is for designers
OWN_HOST_ONLY = True  # scripts run at the address in town.yaml and nowhere else
