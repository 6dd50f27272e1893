"""The site for the records office: it opens from a folder, without a server (plugins/archive)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from publishconf import *  # noqa: F403
from publishconf import PLUGINS, ROOT, THEME_TEMPLATES_OVERRIDES

INCREMENTAL = SHARE_PICTURES = SEARCH_INDEX = DUTIES_PAGE = False
_ONLINE = ("editorial", "feeds", "sitemap", "opendata", "specimens")
_LEFT_OUT = {f"plugins.{name}" for name in (*_ONLINE, "redirects", "hosting", "addresses")}
PLUGINS = ["plugins.archive", *(name for name in PLUGINS if name not in _LEFT_OUT)]
THEME_TEMPLATES_OVERRIDES = [str(ROOT / "plugins/archive/templates"), *THEME_TEMPLATES_OVERRIDES]
