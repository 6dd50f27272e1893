"""Compares a live site with its signed manifest, and finds what was slipped in."""

from town_portal.publishing.watch_site.command import Asked, look, main, told

__all__ = ["Asked", "look", "main", "told"]
