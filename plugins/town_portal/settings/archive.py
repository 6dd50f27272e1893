"""The site for the records office: it opens from a folder, without a server."""

from collections.abc import Sequence

from town_portal.core.system import places as _places

INCREMENTAL = SHARE_PICTURES = SEARCH_INDEX = DUTIES_PAGE = False
ARCHIVE_TEMPLATES = str(_places.PACKAGE / "publishing" / "archive" / "templates")
_ONLINE = ("feeds", "sitemap", "opendata", "specimens", "redirects", "addresses")
ARCHIVE_LEFT_OUT = (
    *(f"town_portal.features.{name}" for name in _ONLINE),
    *("town_portal.authoring.proofreading", "town_portal.publishing.hosting"),
)
"""Plugins that do not work here: what they make needs a network or a server."""


def list_offline_plugins(plugins: Sequence[str]) -> list[str]:
    """Return the plugins of the archive instead of those of the public site."""
    return [
        "town_portal.publishing.archive",
        *(plugin for plugin in plugins if plugin not in ARCHIVE_LEFT_OUT),
    ]
