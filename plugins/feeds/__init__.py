"""Feeds: Atom and RSS of all news, Atom of each category."""

from plugins.feeds.plugin import register

__all__ = ["register"]
