"""The project's own settings with the bench's plain theme, and without what it does not show.

The plain portal has no boxes, no photographs, no style sheets and no scripts; every plugin that
makes its pages, whichever comes to the project's settings, works as it does in the full portal.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[3]))

import pelicanconf  # noqa: E402
from pelicanconf import *  # noqa: E402, F403

THEME = str(HERE / "theme")
OUTPUT_PATH = str(HERE.parents[3] / "output-bench")
SHOW_UNFINISHED = SPECIMENS = False
DAY_ARCHIVES = False  # the peers have none
LEFT_OUT = (
    *("photos", "editorial", "files", "assets", "blocks", "opendata", "search", "specimens"),
    "hosting",  # its policy names the script in each head, which comes with the assets
)
PLUGINS = [name for name in pelicanconf.PLUGINS if name.removeprefix("plugins.") not in LEFT_OUT]
