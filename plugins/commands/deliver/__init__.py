"""Bringing a built site to where citizens read it."""

from plugins.commands.deliver.ahead import Ahead
from plugins.commands.deliver.faults import Failed, Refused
from plugins.commands.deliver.ssh import Connection
from plugins.commands.deliver.work import Built, Work, opened

__all__ = ["Ahead", "Built", "Connection", "Failed", "Refused", "Work", "opened"]
