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


def get_pages() -> Pages:
    """Return what the site's last build has told."""
    return site_of(pages()).now()


def list_origins() -> frozenset[str]:
    """Return the origins that may write."""
    return frozenset(filter(None, (get_pages().site, *settings.ORIGINS)))
