"""How old the sections of the portal are: noted in the state of each build, for `timeliness`."""

from town_portal.features.timeliness.plugin import TABLES, register

__all__ = ["TABLES", "register"]
