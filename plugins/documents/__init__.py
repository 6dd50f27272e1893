"""Documents of authorities: their pages, lists, what they replace, who cites them."""

from plugins.documents.plugin import TABLES, register

__all__ = ["TABLES", "register"]
