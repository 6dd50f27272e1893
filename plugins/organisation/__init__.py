"""Who the authority is: units, leaders, monuments, and the same of units in English."""

from plugins.organisation.plugin import TABLES, register

__all__ = ["TABLES", "register"]
