"""Addresses: links inside the portal lead somewhere, from any folder it is put in."""

from plugins.addresses.plugin import FACTS, register

__all__ = ["FACTS", "register"]
