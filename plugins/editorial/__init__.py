"""The editorial check ("Soát lỗi"): what a second pair of eyes would find in the texts."""

from plugins.editorial.models import TABLES

__all__ = ["TABLES", "register"]


def register() -> None:
    """Connect to Pelican, which the check can do without: it is imported here."""
    from plugins.editorial.plugin import register as connect

    connect()
