"""Old addresses: each answers, whatever host the portal lies on."""

from town_portal.features.redirects.models import TABLES
from town_portal.features.redirects.plugin import FACTS, register

__all__ = ["FACTS", "TABLES", "register"]
