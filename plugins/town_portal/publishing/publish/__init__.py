"""`publish`: check, build, guard, and bring the public site to where citizens read it."""

from town_portal.publishing.publish.command import main
from town_portal.publishing.publish.wanted import Wanted, target

__all__ = ["Wanted", "main", "target"]
