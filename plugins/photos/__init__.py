"""Photographs: figures with caption, credit and alternative text."""

from plugins.photos.plugin import register

__all__ = ["register"]
