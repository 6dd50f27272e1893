"""Lists: home page, categories, tags, archives, the tree of the portal, the page for 404."""

from town_portal.features.lists.plugin import STEPS, register

__all__ = ["STEPS", "register"]
