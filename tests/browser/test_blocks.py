"""Every example of every block, ordinary and nasty, in a page with the real style sheet."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

import pelicanconf
from plugins.blocks.catalogue import FOLDER, blocks
from plugins.blocks.examples import Example, examples, scene
from plugins.blocks.place import Placed
from tests.browser.pages import each_width
from tests.browser.visit import Visit
from tests.portal import ROOT, Portal

pytestmark = pytest.mark.browser

ABSENT = "vắng mặt"
"""In an example's name: the block has nothing to say and is left out."""

PAGE = """\
<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ví dụ</title><link rel="icon" href="data:,"><link rel="stylesheet" href="{style}"></head>
<body class="portal"><main class="wrapper"><h1>Ví dụ về khối {name}</h1>
<div class="columns">{body}</div></main></body>
</html>
"""


@cache
def environment() -> Environment:
    """Return Jinja as pelicanconf.py sets it up, on the plugins' templates and the theme's."""
    folders = [str(ROOT / "plugins"), str(ROOT / "theme" / "templates")]
    settings: dict[str, Any] = pelicanconf.JINJA_ENVIRONMENT
    made = Environment(loader=FileSystemLoader(folders), **settings)
    made.filters.update(pelicanconf.JINJA_FILTERS)
    made.globals.update(SITEURL="", published=lambda _url: True)
    return made


def prepared(name: str) -> list[tuple[Example, Any]]:
    """Return the examples of a block, each with what its template would show."""
    block = blocks()[name]
    return [(one, block.prepare(scene(one, block))) for one in examples(FOLDER / name)]


def sheets(name: str) -> list[list[Placed]]:
    """Return the examples page by page: one of each form, as their ids are made for."""
    by_form: dict[str, list[Placed]] = defaultdict(list)
    for example, view in prepared(name):
        if view is not None:
            template = f"blocks/{name}/template.html"
            by_form[example.form].append(Placed(name, example.name, template, view, example.form))
    most = max(len(found) for found in by_form.values())
    return [
        [found[index] for found in by_form.values() if index < len(found)] for index in range(most)
    ]


SHEETS = [(name, index) for name in blocks() for index in range(len(sheets(name)))]
each_sheet = pytest.mark.parametrize(("name", "index"), SHEETS)


def page_of(portal: Portal, name: str, index: int) -> str:
    """Return a page with these examples and the portal's own style sheet."""
    template = environment().get_template("partials/region.html")
    body = template.render(placed=sheets(name)[index], region_name="main")
    style = next(portal.output.glob("static/*.css")).relative_to(portal.output).as_posix()
    return PAGE.format(style=f"/{style}", name=name, body=body)


@pytest.mark.parametrize("name", blocks())
def test_block_is_left_out_when_it_has_nothing_to_say(name: str) -> None:
    """The examples whose name says so leave the block out, the others do not."""
    wrong = [one.name for one, view in prepared(name) if (view is None) != (ABSENT in one.name)]
    assert wrong == []


@pytest.mark.parametrize("name", blocks())
def test_block_has_what_a_block_has(name: str) -> None:
    """A block's folder holds its template, style, examples and instructions."""
    files = {path.name for path in Path(FOLDER / name).iterdir()}
    assert {"__init__.py", "template.html", "block.css", "examples.yaml", "README.md"} <= files


@each_width
@each_sheet
def test_example_is_accessible(
    windows: dict[bool, Visit], portal: Portal, name: str, index: int, width: int
) -> None:
    """Axe finds nothing in the example, nothing is cut off, and no code in its data runs."""
    visit = windows[True]
    visit.forget()
    html = page_of(portal, name, index)
    visit.page.route("**/vi-du/", lambda route: route.fulfill(body=html, content_type="text/html"))
    visit.go("vi-du/", width)
    assert visit.measure("excess") <= 0
    assert visit.measure("clipped") == []
    assert visit.measure("small", 15) == []
    assert visit.page.locator("main script, main i, main b, main [onload]").count() == 0
    assert (visit.complaints, visit.foreign) == ([], [])
    found = visit.violations()
    assert not found, "\n".join(found)
