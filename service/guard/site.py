"""The site that this process serves."""

from functools import cache

from django.conf import settings

from service.guard.pages import KnownPages, Pages


@cache
def _known() -> KnownPages:
    return KnownPages(settings.PAGES, settings.PUBLISHED)


def site() -> Pages:
    """Return what the site's last build has told."""
    return _known().now()


def origins() -> frozenset[str]:
    """Return the origins that may write."""
    return frozenset(filter(None, (site().site, *settings.ORIGINS)))
