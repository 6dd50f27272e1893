"""Open data: the articles of each month as JSON, for other portals and programs."""

from town_portal.features.opendata.plugin import STEPS, register

__all__ = ["STEPS", "register"]
