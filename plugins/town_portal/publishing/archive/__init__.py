"""Archive: the site as a build of its own that opens from a USB stick, for the records office."""

from town_portal.publishing.archive.left_out import TABLES
from town_portal.publishing.archive.plugin import register

__all__ = ["TABLES", "register"]
