"""Specimens: every block and component with its examples, in the development site alone."""

from plugins.specimens.plugin import register

__all__ = ["register"]
