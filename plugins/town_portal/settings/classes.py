"""Classes of the generator that Pelican asks for, each imported when it is made.

A build that finds nothing to do reads the settings and needs none of them.
"""

from typing import Any


def make_pelican(settings: dict[str, Any]) -> Any:
    """Return the Pelican that builds the portal (``PELICAN_CLASS``)."""
    from town_portal.build.strict import StrictPelican

    return StrictPelican(settings)


def make_reader(settings: dict[str, Any]) -> Any:
    """Return the reader of Markdown files (``READERS``)."""
    from town_portal.build.reader import PortalReader

    return PortalReader(settings)
