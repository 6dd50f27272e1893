"""The preview: the site built from content/, served on this machine, built anew on change."""

from town_portal.cli.serve.session import main

__all__ = ["main"]
