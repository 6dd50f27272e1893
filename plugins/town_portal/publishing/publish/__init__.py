"""`publish`: check, build, guard, and bring the public site to where citizens read it."""

from town_portal.publishing.publish.command import main
from town_portal.publishing.publish.options import PublishOptions, choose_target

__all__ = ["PublishOptions", "choose_target", "main"]
