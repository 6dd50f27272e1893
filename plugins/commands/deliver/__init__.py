"""Bringing a built site to where citizens read it."""

from plugins.commands.deliver.faults import Failed, Refused
from plugins.commands.deliver.work import Built, Work, opened

__all__ = ["Built", "Failed", "Refused", "Work", "opened"]
