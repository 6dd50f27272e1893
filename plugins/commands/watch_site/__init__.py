"""Compares a live site with its signed manifest, and finds what was slipped in."""

from plugins.commands.watch_site.command import Asked, look, main, told

__all__ = ["Asked", "look", "main", "told"]
