"""Addresses of the former portal that depend on parameters, on a host without rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving
from tests.browser.visit import Visit
from tests.sites.build_site import GOOD, Site

pytestmark = pytest.mark.browser
TABLE = """\
redirects:
  - {old: "/Tin/Chi-tiết.aspx?ItemID=7", to: /gioi-thieu/}
  - {old: "/Tin/Chi-tiết.aspx?ItemID=7&Loai=x%20y", to: /2020/12/14/tot/}
"""


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A window on a small portal on a dumb server."""
    folder: Path = tmp_path_factory.mktemp("former")
    output = Site(folder).write({**GOOD, "content/data/redirects.yaml": TABLE}).good().output
    with serving(output) as home:
        found = Visit.begin(browser, home)
        yield found
        found.page.context.close()


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("Tin/Chi-ti%E1%BA%BFt.aspx?ItemID=7", "gioi-thieu/"),
        ("tin/chi-ti%E1%BA%BFt.aspx?fbclid=a&itemid=7#x", "gioi-thieu/"),
        ("Tin/Chi-ti%E1%BA%BFt.aspx?Loai=x+y&ItemID=7", "2020/12/14/tot/"),
    ],
)
def test_the_page_for_missing_addresses_leads_on(visit: Visit, asked: str, address: str) -> None:
    """Whatever the order and the letters; who names more parameters means them."""
    visit.page.goto(visit.home + asked)
    expect(visit.page).to_have_url(visit.home + address)


@pytest.mark.parametrize(
    "asked", ["Tin/Chi-ti%E1%BA%BFt.aspx?ItemID=8", "%ff?ItemID=7", "x?ItemID"]
)
def test_other_addresses_stay_where_they_are(visit: Visit, asked: str) -> None:
    """The page for missing addresses, without a complaint of the script."""
    visit.page.goto(visit.home + asked)
    visit.page.wait_for_timeout(300)
    expect(visit.page).to_have_url(visit.home + asked)
    expect(visit.page.locator("[data-module=former]")).to_be_hidden()
    assert [complaint for complaint in visit.complaints if "404" not in complaint] == []
