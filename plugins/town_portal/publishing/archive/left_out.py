"""Features that a package does without; their data files are still read and checked."""

import importlib

from town_portal.core.data.loading import Table
from town_portal.settings.archive import ARCHIVE_LEFT_OUT

TABLES: tuple[Table, ...] = tuple(
    table
    for name in ARCHIVE_LEFT_OUT
    for table in getattr(importlib.import_module(name), "TABLES", ())
)
