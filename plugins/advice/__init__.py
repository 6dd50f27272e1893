"""Advice about what is published: what could be better and stops nothing."""

from plugins.advice.plugin import register

__all__ = ["register"]
