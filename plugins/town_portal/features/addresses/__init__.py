"""Addresses: links inside the portal lead somewhere, from any folder it is put in."""

from town_portal.features.addresses.plugin import FACTS, register

__all__ = ["FACTS", "register"]
