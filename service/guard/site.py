"""The site that a thread serves."""

from functools import cache
from pathlib import Path

from django.conf import settings

from service.guard.pages import KnownPages, Pages
from service.guard.town import pages


@cache
def site_of(path: Path) -> KnownPages:
    """Return what is known of a site by its pages.json."""
    return KnownPages(path)


def site() -> Pages:
    """Return what the site's last build has told."""
    return site_of(pages()).now()


def origins() -> frozenset[str]:
    """Return the origins that may write."""
    return frozenset(filter(None, (site().site, *settings.ORIGINS)))
