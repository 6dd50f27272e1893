"""Duties: what law and custom ask of the portal, how far each is met, and how that is known."""

from town_portal.features.duties.plugin import FACTS, TABLES, register

__all__ = ["FACTS", "TABLES", "register"]
