"""How the portal is served: one table, and a file made from it for each kind of host."""


def register() -> None:
    """Connect to Pelican, which a publication can do without: it is imported here."""
    from town_portal.publishing.hosting.plugin import register as connect

    connect()
