"""Settings for Pelican: the generator's, and below them what this portal has of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from town_portal.settings.base import *  # noqa: F403
