"""Files beside an article: attachments, linked files, and everything that is copied as it is."""

from plugins.files.plugin import FACTS, register

__all__ = ["FACTS", "register"]
