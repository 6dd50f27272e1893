"""Documents of authorities: their pages, lists, what they replace, who cites them."""

from plugins.documents.plugin import FACTS, TABLES, register

__all__ = ["FACTS", "TABLES", "register"]
