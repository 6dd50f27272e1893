"""The editorial check ("Soát lỗi"): what a second pair of eyes would find in the texts."""

from town_portal.authoring.proofreading.models import TABLES

__all__ = ["TABLES", "register"]


def register() -> None:
    """Connect to Pelican, which the check can do without: it is imported here."""
    from town_portal.authoring.proofreading.plugin import register as connect

    connect()
