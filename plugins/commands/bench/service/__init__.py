"""The part ``service`` of the bench: the live service under load, beside Isso's comments."""

from plugins.commands.bench.service.part import compare

__all__ = ["compare"]
