"""Builds only what has changed: contents are read, pages rendered when they would be otherwise."""


def register() -> None:
    """Connect to Pelican, which who looks at the last build can do without: it is imported here."""
    from town_portal.build.incremental.plugin import register as connect

    connect()
