"""Old addresses: each answers, whatever host the portal lies on."""

from plugins.redirects.models import TABLES
from plugins.redirects.plugin import FACTS, register

__all__ = ["FACTS", "TABLES", "register"]
