"""Known holes in the packages that the project pins, and the list of all its parts."""

from town_portal.cli.audit.command import main

__all__ = ["main"]
