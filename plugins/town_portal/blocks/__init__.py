"""The portal's boxes: one folder each, placed by layout.yaml."""

from town_portal.blocks.plugin import TABLES, register

__all__ = ["TABLES", "register"]
