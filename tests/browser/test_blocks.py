"""Every example of every block and component, ordinary and nasty, in the development site."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages import WIDTHS
from tests.browser.visit import Visit, find_violations, run_axe
from town_portal.blocks.catalogue import load_blocks
from town_portal.blocks.specimens import build_specimens
from town_portal.features.specimens.gallery import ROOT, build_block_gallery
from town_portal.features.specimens.models import load_components

pytestmark = pytest.mark.browser

ABSENT = "vắng mặt"
"""In an example's name: the block has nothing to say and is left out."""

PATHS = [
    *(page.url.removeprefix(ROOT) for page in build_block_gallery(build_specimens()).pages),
    *(
        f"{component.key}-{number + 1}/"
        for component in load_components()
        for number in range(len(component.examples))
    ),
]
FIRST = set({path.rpartition("-")[0]: path for path in reversed(PATHS)}.values())
"""One example of each block and component; the others are looked at with --long."""
WITHOUT_FRAME = {"exclude": [["body > .masthead"], ["body > .footer"]]}
"""Masthead and footer are those of every page, which test_look.py looks at."""
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def test_block_is_left_out_when_it_has_nothing_to_say() -> None:
    """The examples whose name says so leave the block out, the others do not."""
    found = build_specimens()
    assert {item.block for item in found} == set(load_blocks())
    wrong = [item for item in found if (item.placed is None) != (ABSENT in item.name)]
    assert [(item.block, item.name) for item in wrong] == []


def look(windows: dict[bool, Visit], path: str, width: int) -> Visit:
    """Look at a page: nothing is wider or cut off, nothing small, nothing complained of."""
    visit = windows[True]
    visit.forget()
    visit.go(ROOT + path, width)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []
    assert (visit.complaints, visit.foreign) == ([], [])
    return visit


@pytest.mark.parametrize(
    "path", [pytest.param(item, marks=() if item in FIRST else pytest.mark.long) for item in PATHS]
)
def test_example_is_accessible(windows: dict[bool, Visit], path: str) -> None:
    """Axe finds nothing, nothing is cut off, and no code in the data runs."""
    visit = look(windows, path, WIDTHS[0])
    code = "main script:not([type='application/ld+json']), main i, main b, main [onload]"
    assert visit.page.locator(code).count() == 0
    found = find_violations(visit.page, WITHOUT_FRAME)
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("path", PATHS)
def test_example_is_legible(windows: dict[bool, Visit], path: str) -> None:
    """At a desk axe finds nothing either; words stand out on a dark screen, in high contrast."""
    visit = look(windows, path, WIDTHS[1])
    found = visit.violations()
    assert not found, "\n".join(found)
    for theme in ({"theme": "dark"}, {"contrast": "high"}):
        visit.page.evaluate("(it) => Object.assign(document.documentElement.dataset, it)", theme)
        assert run_axe(visit.page, CONTRAST) == [], theme


@pytest.mark.long
def test_overview_is_accessible(windows: dict[bool, Visit]) -> None:
    """The page with all the frames is a page like any other, and its frames are let in."""
    visit = look(windows, "", WIDTHS[0])
    options = {"resultTypes": ["violations"], "iframes": False}
    found = run_axe(visit.page, options)
    assert [rule["id"] for rule in found] == []


NEWER = """<div class="fragment" data-module="block-alerts">
<section class="alert alert--khan-cap" data-from="2020-01-01" data-until="2099-01-01">
<div class="wrapper"><h2 class="alert__title">Lũ lên nhanh</h2></div></section>
<section class="alert alert--khan-cap" data-from="2020-01-01" data-until="2020-01-02">
<div class="wrapper"><h2 class="alert__title">Đã qua</h2></div></section></div>"""


def test_a_newer_alert_reaches_every_page(own: Visit) -> None:
    """What `alert` has put into the fragment shows at home too; what is over goes by itself."""
    own.page.route(
        "**/khoi/alerts.html", lambda item: item.fulfill(body=NEWER, content_type="text/html")
    )
    for path in ("", "lien-he/"):
        own.go(path, 360)
        expect(own.page.locator(".alert__title")).to_have_text(["Lũ lên nhanh"])
    assert own.complaints == []
