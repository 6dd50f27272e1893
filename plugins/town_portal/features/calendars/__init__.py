"""Working calendar and that of receiving citizens: a page, and files for own calendars."""

from town_portal.features.calendars.plugin import TABLES, register

__all__ = ["TABLES", "register"]
