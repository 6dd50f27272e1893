"""What machines are told of a page: Dublin Core, Open Graph, linked data."""

from town_portal.features.metadata.plugin import register

__all__ = ["register"]
