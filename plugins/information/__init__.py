"""What people may know and ask for: information requests, procedures on the national portal."""

from plugins.information.plugin import TABLES, register

__all__ = ["TABLES", "register"]
