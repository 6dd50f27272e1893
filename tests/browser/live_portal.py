"""Two tiny portals, one with a live service and one without, and windows that look at them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Handler, serving
from tests.browser.live_service import Live
from tests.browser.visit import Visit
from tests.once import once_a_run
from tests.sites.build_site import TOWN, article
from tests.sites.live_export import PAGE, export, said
from tests.sites.live_site import LIVE, VISITS, begun

ARTICLE = PAGE.lstrip("/")
CLOSED = "2020/12/16/dong/"


def build(folder: Path, *, is_configured: bool) -> None:
    """Build the portal with two comments and a rating told."""
    site = begun(folder)
    contact = "  contact: gop-y@thu-nghiem.example\n"
    town = TOWN + VISITS + (LIVE + contact if is_configured else "")
    closed = article(title="Bài đóng", date="2020-12-16", comments="false")
    site.write({"content/data/town.yaml": town, "content/articles/2020-12-16-dong.md": closed})
    told = export(said(1), said(2, parent=1), ratings={PAGE: [12, 54]})
    site.write({"live.json": json.dumps(told)})
    site.good()


@contextmanager
def shown(output: Path, live: Live) -> Iterator[str]:
    """Serve a portal with a service of its own; give the address of the home page."""
    with serving(output, type("LiveHandler", (Handler,), {"live": live})) as home:
        yield home
        live.free.set()


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Build the portal with a service and without one, once a run."""

    def make(folder: Path) -> None:
        for is_configured in (True, False):
            build(folder / str(is_configured), is_configured=is_configured)

    made = once_a_run(tmp_path_factory, "portals-with-and-without-service", make)
    return {is_there: made / str(is_there) / "output" for is_there in (True, False)}


@pytest.fixture
def live() -> Live:
    """Give a service that answers."""
    return Live()


@pytest.fixture
def visit(portals: dict[bool, Path], browser: Browser, live: Live) -> Iterator[Visit]:
    """Give a window on the portal with that service."""
    with shown(portals[True], live) as home:
        visit = Visit.begin(browser, home)
        yield visit
        visit.page.context.close()
