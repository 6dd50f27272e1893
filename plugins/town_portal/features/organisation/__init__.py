"""Who the authority is: units, leaders, monuments, and the same of units in English."""

from town_portal.features.organisation.plugin import TABLES, register

__all__ = ["TABLES", "register"]
