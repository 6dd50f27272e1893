"""Outages told ahead: the page that lists them, and whether they are told in time."""

from town_portal.features.outages.plugin import TABLES, register

__all__ = ["TABLES", "register"]
