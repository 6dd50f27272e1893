"""Feeds: Atom and RSS of all news, Atom of each category."""

from town_portal.features.feeds.plugin import register

__all__ = ["register"]
