"""Documents of authorities: their pages, lists, what they replace, who cites them."""

from town_portal.features.documents.plugin import FACTS, TABLES, register

__all__ = ["FACTS", "TABLES", "register"]
