"""Search in the browser: an index of syllables by year, and the page that asks it."""

from town_portal.features.search.plugin import STEPS, TABLES, register

__all__ = ["STEPS", "TABLES", "register"]
