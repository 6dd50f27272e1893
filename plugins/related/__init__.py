"""Related articles: older ones with the same tags."""

from plugins.related.plugin import register

__all__ = ["register"]
