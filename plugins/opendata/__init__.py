"""Open data: the articles of each month as JSON, for other portals and programs."""

from plugins.opendata.plugin import STEPS, register

__all__ = ["STEPS", "register"]
