"""`publish`: check, build, guard, and bring the public site to where citizens read it."""

from plugins.commands.publish.command import main
from plugins.commands.publish.wanted import Wanted, target

__all__ = ["Wanted", "main", "target"]
