"""The desk leads to the site: on somebody's own machine to the one beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.service.client import OPEN, SITE


@pytest.mark.parametrize(
    ("is_local", "prefix", "home", "page"),
    [
        (True, "", "/", OPEN),
        (True, "/x", "/x/", f"/x{OPEN}"),
        (False, "", f"{SITE}/", f"{SITE}{OPEN}"),
        (False, "/x", f"{SITE}/x/", f"{SITE}/x{OPEN}"),
    ],
)
@pytest.mark.usefixtures("django_ready")
def test_links_lead_to_the_site_or_beside_the_desk(
    monkeypatch: pytest.MonkeyPatch, is_local: bool, prefix: str, home: str, page: str
) -> None:
    """Behind its domain the desk leads to the site, on this machine below its own base path."""
    from django.conf import settings

    from service.desk import links
    from service.guard.pages import Pages

    environment = replace(settings.ENVIRONMENT, is_local=is_local, prefix=prefix)
    monkeypatch.setattr(settings, "ENVIRONMENT", environment)
    monkeypatch.setattr(links, "get_pages", lambda: Pages(SITE))
    assert links.get_home_address() == home
    assert links.make_site_address(OPEN) == page
    assert links.make_site_address("//la.example/") == links.make_site_address("javascript:") == ""
