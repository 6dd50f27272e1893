"""The gate: nothing of a built site leaves this machine before all of it was looked at."""

from town_portal.publishing.gate.command import list_faults, main
from town_portal.publishing.gate.tree import format_tree_notice

__all__ = ["format_tree_notice", "list_faults", "main"]
