"""How old the sections of the portal are: noted in the state of each build, for `timeliness`."""

from plugins.timeliness.plugin import TABLES, register

__all__ = ["TABLES", "register"]
