"""Being part of the province's portal: its header, its footer, its colours, as data."""

from town_portal.features.province.plugin import TABLES, register

__all__ = ["TABLES", "register"]
