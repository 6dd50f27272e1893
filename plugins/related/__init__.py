"""Related articles: older ones with the same tags."""

from plugins.related.plugin import STEPS, register

__all__ = ["STEPS", "register"]
