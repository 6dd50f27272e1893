"""`links`: whether the outside links of texts and data still lead somewhere."""

from town_portal.publishing.links.command import main

__all__ = ["main"]
