"""The import of Word documents, measured: words lost, captions paired, seconds."""

from plugins.commands.bench.word.part import compare

__all__ = ["compare"]
