"""`publish`: check, build, guard, and bring the public site to where citizens read it."""

from plugins.commands.publish.command import main

__all__ = ["main"]
