"""Builds only what has changed: contents are read, pages rendered when they would be otherwise."""

from town_portal.build.incremental.plugin import register

__all__ = ["register"]
