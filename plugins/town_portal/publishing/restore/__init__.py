"""Puts what was published and signed back where somebody has changed it."""

from town_portal.publishing.restore.command import main

__all__ = ["main"]
