"""Files beside an article: attachments, linked files, and everything that is copied as it is."""

from town_portal.features.files.plugin import FACTS, register

__all__ = ["FACTS", "register"]
