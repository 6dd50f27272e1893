"""Photographs: figures with caption, credit and alternative text."""


def register() -> None:
    """Connect to Pelican, which the processes that encode can do without: it is imported here."""
    from town_portal.features.photos.plugin import register as connect

    connect()
