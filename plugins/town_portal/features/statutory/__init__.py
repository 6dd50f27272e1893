"""Pages that the law asks for, made of data: accessibility, copyright, privacy."""

from town_portal.features.statutory.plugin import TABLES, register

__all__ = ["TABLES", "register"]
