"""The town, its menu and all that is published, for the templates."""

from town_portal.features.town.plugin import STEPS, register

__all__ = ["STEPS", "register"]
