"""Open data: the articles of each month as JSON, for other portals and programs."""

from plugins.opendata.plugin import register

__all__ = ["register"]
