"""The preview: the site built from content/, served on this machine, built anew on change."""

from plugins.commands.serve.session import main

__all__ = ["main"]
