"""Related articles: older ones with the same tags."""

from town_portal.features.related.plugin import STEPS, register

__all__ = ["STEPS", "register"]
