"""News of other portals, as their signed feeds told them last."""

from town_portal.features.elsewhere.plugin import register

__all__ = ["register"]
