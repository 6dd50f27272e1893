"""What only the public site has, on top of pelicanconf.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403
from town_portal.settings.public import *  # noqa: F403
