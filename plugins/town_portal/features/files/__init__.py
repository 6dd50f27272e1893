"""Files beside an article: attachments, linked files, and everything that is copied as it is."""

from town_portal.features.files.contents import FACTS

__all__ = ["FACTS", "register"]


def register() -> None:
    """Connect to Pelican, which a publication can do without: it is imported here."""
    from town_portal.features.files.plugin import register as connect

    connect()
