"""`alert`: bring a new alert to the published site at once, without building it anew."""

from plugins.commands.alert.command import main

__all__ = ["main"]
