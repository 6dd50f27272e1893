"""Old addresses: each answers, whatever host the portal lies on."""

from town_portal.features.redirects.models import TABLES
from town_portal.features.redirects.redirect import FACTS

__all__ = ["FACTS", "TABLES", "register"]


def register() -> None:
    """Connect to Pelican, which a publication can do without: it is imported here."""
    from town_portal.features.redirects.plugin import register as connect

    connect()
