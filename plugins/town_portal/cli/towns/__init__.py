"""One task for all towns below a folder, by one generator."""

from town_portal.cli.towns.command import main

__all__ = ["main"]
