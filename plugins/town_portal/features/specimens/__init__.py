"""Specimens: every block and component with its examples, in the development site alone."""

from town_portal.features.specimens.plugin import register

__all__ = ["register"]
