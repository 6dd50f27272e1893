"""What people may know and ask for: information requests, procedures on the national portal."""

from town_portal.features.information.plugin import TABLES, register

__all__ = ["TABLES", "register"]
