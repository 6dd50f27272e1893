"""Stylesheet, scripts and fonts: collected, named by their content, copied."""

from town_portal.features.assets.plugin import register

__all__ = ["register"]
