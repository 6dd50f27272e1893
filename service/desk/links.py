"""Links from the desk to the site."""

from django.conf import settings
from django.utils.encoding import iri_to_uri

from service.guard.site import get_pages


def get_home_address() -> str:
    """Return the address of the site's first page, empty where no build told one."""
    return make_site_address("/") if settings.ENVIRONMENT.is_local or get_pages().site else ""


def make_site_address(page: str) -> str:
    """Return the address of a page of the site; below the same host where no build told one.

    On somebody's own machine the pages are looked at beside the desk, not where they will stand.
    """
    if not page.startswith("/") or page.startswith("//"):
        return ""
    origin = "" if settings.ENVIRONMENT.is_local else get_pages().site
    return str(iri_to_uri(f"{origin}{settings.ENVIRONMENT.prefix}{page}"))
