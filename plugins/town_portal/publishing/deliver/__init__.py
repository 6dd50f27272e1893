"""Bringing a built site to where citizens read it."""

from town_portal.publishing.deliver.ahead import Ahead
from town_portal.publishing.deliver.faults import Failed, NotWhole, Refused
from town_portal.publishing.deliver.ssh import Connection
from town_portal.publishing.deliver.truth import Trust
from town_portal.publishing.deliver.work import Built, Work, opened

__all__ = [
    "Ahead",
    "Built",
    "Connection",
    "Failed",
    "NotWhole",
    "Refused",
    "Trust",
    "Work",
    "opened",
]
