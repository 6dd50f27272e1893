"""Search in the browser: an index of syllables by year, and the page that asks it."""

from plugins.search.plugin import TABLES, register

__all__ = ["TABLES", "register"]
