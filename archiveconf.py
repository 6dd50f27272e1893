"""The site for the records office, which opens from a folder: publishing/archive."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from publishconf import *  # noqa: F403
from publishconf import PLUGINS, ROOT, THEME_TEMPLATES_OVERRIDES

INCREMENTAL = SHARE_PICTURES = SEARCH_INDEX = DUTIES_PAGE = False
_ONLINE = ("feeds", "sitemap", "opendata", "specimens", "redirects", "addresses")
_LEFT_OUT = {f"town_portal.features.{name}" for name in _ONLINE}
_LEFT_OUT |= {"town_portal.authoring.proofreading", "town_portal.publishing.hosting"}
PLUGINS = ["town_portal.publishing.archive", *(name for name in PLUGINS if name not in _LEFT_OUT)]
THEME_TEMPLATES_OVERRIDES = [
    str(ROOT / "plugins/town_portal/publishing/archive/templates"),
    *THEME_TEMPLATES_OVERRIDES,
]
