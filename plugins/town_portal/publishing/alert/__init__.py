"""`alert`: bring a new alert to the published site at once, without building it anew."""

from town_portal.publishing.alert.command import main

__all__ = ["main"]
