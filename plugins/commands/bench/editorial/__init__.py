"""Measures the editorial check: its seconds over many articles, its false findings."""

from plugins.commands.bench.editorial.part import compare

__all__ = ["compare"]
