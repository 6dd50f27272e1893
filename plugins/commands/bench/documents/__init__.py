"""Measures how a build grows with the number of documents."""

from plugins.commands.bench.documents.part import compare

__all__ = ["compare"]
