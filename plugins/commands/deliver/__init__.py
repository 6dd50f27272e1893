"""Bringing a built site to where citizens read it."""

from plugins.commands.deliver.faults import Failed, Refused
from plugins.commands.deliver.ssh import Connection
from plugins.commands.deliver.work import Built, Work, connection, opened

__all__ = ["Built", "Connection", "Failed", "Refused", "Work", "connection", "opened"]
