"""Every example of every block and component, ordinary and nasty, in the development site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from plugins.blocks.catalogue import FOLDER, blocks
from plugins.blocks.specimens import BlockExample, specimens
from plugins.specimens.gallery import ROOT, of_blocks
from plugins.specimens.models import components
from tests.browser.pages import WIDTHS, each_width
from tests.browser.visit import AXE, Visit

pytestmark = pytest.mark.browser

ABSENT = "vắng mặt"
"""In an example's name: the block has nothing to say and is left out."""

PATHS = [
    *(page.url.removeprefix(ROOT) for page in of_blocks(specimens()).pages),
    *(f"{it.key}-{number + 1}/" for it in components() for number in range(len(it.examples))),
]
each_specimen = pytest.mark.parametrize("path", PATHS)
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def of_block(name: str) -> list[BlockExample]:
    """Return the examples of a block."""
    return [example for example in specimens() if example.block == name]


@contextmanager
def dark(visit: Visit) -> Iterator[None]:
    """Show the page as to a reader whose device is dark."""
    visit.page.emulate_media(color_scheme="dark")
    yield
    visit.page.emulate_media(color_scheme="null")


@contextmanager
def high_contrast(visit: Visit) -> Iterator[None]:
    """Show the page as to a reader who chose high contrast."""
    visit.page.evaluate("document.documentElement.dataset.contrast = 'high'")
    yield
    visit.page.evaluate("delete document.documentElement.dataset.contrast")


def pale(visit: Visit) -> list[str]:
    """Return the elements whose text is too near its ground in colour."""
    found = AXE.run(visit.page, options=CONTRAST).response["violations"]
    nodes = [node for rule in found for node in rule["nodes"]]
    return [f"{node['target']} {' '.join(node['failureSummary'].split())}" for node in nodes]


@pytest.mark.parametrize("name", blocks())
def test_block_is_left_out_when_it_has_nothing_to_say(name: str) -> None:
    """The examples whose name says so leave the block out, the others do not."""
    wrong = [it.name for it in of_block(name) if (it.placed is None) != (ABSENT in it.name)]
    assert wrong == []


@pytest.mark.parametrize("name", blocks())
def test_block_has_what_a_block_has(name: str) -> None:
    """A block's folder holds its template, style, examples and instructions."""
    files = {path.name for path in Path(FOLDER / name).iterdir()}
    assert {"__init__.py", "template.html", "block.css", "examples.yaml", "README.md"} <= files


@each_width
@each_specimen
def test_example_is_accessible(windows: dict[bool, Visit], path: str, width: int) -> None:
    """Axe finds nothing, nothing is cut off at any width, and no code in the data runs."""
    visit = windows[True]
    visit.forget()
    visit.go(ROOT + path, width)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []
    code = "main script:not([type='application/ld+json']), main i, main b, main [onload]"
    assert visit.page.locator(code).count() == 0
    assert (visit.complaints, visit.foreign) == ([], [])
    if width == WIDTHS[0]:
        found = visit.violations()
        assert not found, "\n".join(found)


@pytest.mark.long
@each_width
@each_specimen
def test_example_is_legible(windows: dict[bool, Visit], path: str, width: int) -> None:
    """Axe finds nothing at any width, and words stand out from their ground in every look."""
    visit = windows[True]
    visit.forget()
    visit.go(ROOT + path, width)
    found = visit.violations()
    assert not found, "\n".join(found)
    assert_legible(visit)


def assert_legible(visit: Visit) -> None:
    """Find no text too pale on a dark screen or in high contrast."""
    for look in (dark, high_contrast):
        with look(visit):
            found = pale(visit)
        assert not found, "\n".join((look.__name__, *found))


@each_width
def test_overview_is_accessible(windows: dict[bool, Visit], width: int) -> None:
    """The page with all the frames is a page like any other, and its frames are let in."""
    visit = windows[True]
    visit.forget()
    visit.go(ROOT, width)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []
    assert (visit.complaints, visit.foreign) == ([], [])
    options = {"resultTypes": ["violations"], "iframes": False}
    found = AXE.run(visit.page, options=options).response["violations"]
    assert [rule["id"] for rule in found] == []


def test_a_frame_shows_the_example_alone(windows: dict[bool, Visit]) -> None:
    """Masthead and footer go, and the frame is as high as what is left."""
    visit = windows[True]
    visit.forget()
    visit.go(ROOT, 1280)
    place = visit.page.locator("iframe[src='links-1/']").first
    place.scroll_into_view_if_needed()
    frame = place.content_frame
    frame.locator(".block--links").wait_for()
    frame.locator(".masthead").wait_for(state="detached")
    assert frame.locator(".footer, .mau__about").count() == 0
    height = int(place.get_attribute("height") or 0)
    assert height == pytest.approx(frame.locator("main").evaluate("(it) => it.offsetHeight"), abs=2)


NEWER = """<div class="fragment" data-module="block-alerts">
<section class="alert alert--khan-cap" data-from="2020-01-01" data-until="2099-01-01">
<div class="wrapper"><h2 class="alert__title">Lũ lên nhanh</h2></div></section>
<section class="alert alert--khan-cap" data-from="2020-01-01" data-until="2020-01-02">
<div class="wrapper"><h2 class="alert__title">Đã qua</h2></div></section></div>"""


@pytest.mark.parametrize("path", ["", "lien-he/"])
def test_a_newer_alert_reaches_every_page(own: Visit, path: str) -> None:
    """What `alert` has put into the fragment shows at home too; what is over goes by itself."""
    own.page.route(
        "**/khoi/alerts.html", lambda it: it.fulfill(body=NEWER, content_type="text/html")
    )
    own.go(path, 360)
    expect(own.page.locator(".alert__title")).to_have_text(["Lũ lên nhanh"])
    assert own.complaints == []
