"""The gate: nothing of a built site leaves this machine before all of it was looked at."""

from town_portal.publishing.gate.command import faults, main
from town_portal.publishing.gate.tree import tree_notice

__all__ = ["faults", "main", "tree_notice"]
