"""The town, its menu and all that is published, for the templates."""

from town_portal.features.town.neighbours import STEPS

__all__ = ["STEPS", "register"]


def register() -> None:
    """Connect to Pelican, which a publication can do without: it is imported here."""
    from town_portal.features.town.plugin import register as connect

    connect()
