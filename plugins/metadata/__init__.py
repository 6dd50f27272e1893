"""What machines are told of a page: Dublin Core, Open Graph, linked data."""

from plugins.metadata.plugin import register

__all__ = ["register"]
