"""How the portal is served: one table, and a file made from it for each kind of host."""

from town_portal.publishing.hosting.plugin import register

__all__ = ["register"]
