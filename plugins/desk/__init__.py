"""The editing desk: forms made of the portal's own models, for Decap, here and on a public host."""

from plugins.desk.plugin import register

__all__ = ["register"]
