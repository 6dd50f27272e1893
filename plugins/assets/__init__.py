"""Stylesheet, scripts and fonts: collected, named by their content, copied."""

from plugins.assets.plugin import register

__all__ = ["register"]
