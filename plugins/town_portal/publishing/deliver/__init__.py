"""Bringing a built site to where citizens read it."""

from town_portal.publishing.deliver.ahead import Ahead
from town_portal.publishing.deliver.faults import DeliveryFailed, NotWhole, TargetRefused
from town_portal.publishing.deliver.open_target import Built, OpenTarget, open_target
from town_portal.publishing.deliver.ssh import Connection
from town_portal.publishing.deliver.trusted_manifest import Trust

__all__ = [
    "Ahead",
    "Built",
    "Connection",
    "DeliveryFailed",
    "NotWhole",
    "OpenTarget",
    "TargetRefused",
    "Trust",
    "open_target",
]
