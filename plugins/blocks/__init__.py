"""The portal's boxes: one folder each, placed by layout.yaml."""

from plugins.blocks.plugin import TABLES, register

__all__ = ["TABLES", "register"]
