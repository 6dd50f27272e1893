"""The yearly package for the records office: pages, texts, a table, checksums, one zip."""

from town_portal.cli.archive.command import main

__all__ = ["main"]
