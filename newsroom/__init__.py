"""The newsroom: where staff write, check, approve and publish the portal's texts."""

import sys
from pathlib import Path

# Where the generator's package lies; Pelican looks there as well.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plugins"))
