"""Links from the desk to the site."""

from django.utils.encoding import iri_to_uri

from service.guard.site import site


def on_site(page: str) -> str:
    """Return the address of a page of the site; below the same host where no build told one."""
    return str(iri_to_uri(f"{site().site}{page}")) if page.startswith("/") else ""
