"""The gate: nothing of a built site leaves this machine before all of it was looked at."""

from plugins.commands.gate.command import faults, main
from plugins.commands.gate.tree import tree_notice

__all__ = ["faults", "main", "tree_notice"]
