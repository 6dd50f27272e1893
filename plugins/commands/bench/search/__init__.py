"""The part ``search`` of the bench: the search beside Pagefind and MiniSearch."""

from plugins.commands.bench.search.part import compare

__all__ = ["compare"]
