"""The policy in the headers and the one in each page, and what a browser makes of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.large_map import OPEN
from tests.publish.conftest import Golden
from tests.sites.build_site import picture
from town_portal.features.files.film import PLAYER
from town_portal.publishing.hosting.portal import FILM_PLAYER
from town_portal.publishing.hosting.table import FOLDER
from town_portal.publishing.manifest import media

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
WIDER = {
    "img-src": {"https://manh.vi-du.vn", "https://tiles.example"},
    "frame-src": {"https://www.youtube-nocookie.com"},
}
"""What only some pages need, and the header therefore lets pass: the map's streets, films."""


def parts(policy: str) -> dict[str, set[str]]:
    """Return the sources of each directive; 'none' is no source."""
    found = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) - {"'none'"} for name, *sources in found}


def header_of(state: Path) -> dict[str, str]:
    """Return the policies in the maps for nginx: of pages, and of the kinds that have another."""
    text = (state / "nginx-http.conf").read_text(encoding="utf-8")
    table = re.search(r"_kind\" \$\w+_policy \{(.*?)\n\}", text, re.DOTALL)
    assert table
    rows = re.findall(r'^ +"?(\w+)"? "(.*)";$', table[1], re.MULTILINE)
    return {name: policy.replace('\\"', '"') for name, policy in rows}


def compare(output: Path, state: Path) -> set[str]:
    """Compare the header with the policy of every page; return the kinds that were seen."""
    policies, seen = header_of(state), set()
    for file in sorted(output.rglob("*.html")):
        name = file.relative_to(output).as_posix()
        found = META.search(file.read_text(encoding="utf-8"))
        if found is None:
            assert name.startswith("khoi/"), f"{name} has no policy of its own"
            continue
        seen.add("default")
        own, sent = parts(unescape(found[1])), parts(policies["default"])
        assert sent.pop("frame-ancestors") == set(), name
        assert own.keys() == sent.keys(), name
        for directive, sources in own.items():
            assert sources <= sent[directive], f"{name}: the header blocks {directive} {sources}"
            extra = sent[directive] - sources
            assert extra <= WIDER.get(directive, set()), f"{name}: {directive} {extra}"
            assert "'unsafe-inline'" not in sent[directive]
    return seen


@pytest.mark.parametrize("name", ["full", "hostile", pytest.param("ward", marks=pytest.mark.long)])
def test_header_and_page_do_not_contradict_each_other(name: str, golden: Golden) -> None:
    """No page needs what the header blocks; it lets pass no more, but streets and films."""
    folder = golden(name)
    assert "default" in compare(folder / "public", folder / ".public.state" / FOLDER)


def test_the_player_is_the_one_of_films() -> None:
    """The host that the header lets show films is the one that articles use."""
    assert FILM_PLAYER == PLAYER


HOME = "https://thu.example/cong/"
"""The address that the portal's own data name; its scripts run at no other."""


@pytest.fixture
def page(golden: Golden, browser: Browser) -> Iterator[Page]:
    """A tab in which a portal with all kinds of pages is answered with the policy of hosts."""
    folder = golden("full")
    policy = header_of(folder / ".public.state" / FOLDER)["default"]

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/cong/")
        name = path if path and not path.endswith("/") else f"{path}index.html"
        head = {"Content-Security-Policy": policy, "Content-Type": media.get_media_type(name)}
        route.fulfill(path=folder / "public" / name, headers=head)

    context = browser.new_context(locale="vi-VN")
    tab = context.new_page()
    # Of the service and of tiles there is only what a browser is told.
    tab.route(re.compile("^https://"), _answer)
    tab.route(f"{HOME}**", answer)
    yield tab
    context.close()


@pytest.mark.browser
def test_a_browser_finds_nothing_blocked(page: Page) -> None:
    """Home page, map, search and feed work, and nothing is complained of."""
    complaints: list[str] = []
    page.on("console", lambda item: complaints.append(item.text) if item.type != "log" else None)
    page.on("pageerror", lambda item: complaints.append(str(item)))
    page.on("requestfailed", lambda item: complaints.append(f"{item.url} {item.failure}"))
    left = "net::ERR_ABORTED"  # the page was left before it came
    _look(page, HOME)
    assert [complaint for complaint in complaints if not complaint.endswith(left)] == []


@pytest.mark.browser
def test_a_browser_runs_scripts_of_their_folder_alone(page: Page) -> None:
    """A script that lies beside an article is not run, whoever got it and an element in there."""
    said: list[str] = []
    page.on("console", lambda item: said.append(item.text))
    page.route(f"{HOME}2020/evil.js", lambda item: item.fulfill(body="window.evil = 1"))
    page.goto(HOME, wait_until="networkidle")
    page.evaluate(
        """(address) => new Promise((done) => {
          const script = Object.assign(document.createElement("script"), { src: address });
          script.onload = script.onerror = done;
          document.head.append(script);
        })""",
        f"{HOME}2020/evil.js",
    )
    assert page.evaluate("window.evil") is None
    assert any("script-src" in item for item in said)


def _answer(route: Route) -> None:
    """Answer for another host, as one that lets the portal ask."""
    shared = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
    if route.request.resource_type == "image":
        route.fulfill(body=picture("PNG"), content_type="image/png")
    else:
        route.fulfill(json={}, headers=shared)


def _look(page: Page, home: str) -> None:
    """Open a page of each kind that loads something by script."""
    page.goto(home, wait_until="networkidle")
    assert page.evaluate("document.fonts.ready.then((it) => it.size)") > 0
    page.goto(f"{home}ban-do/", wait_until="networkidle")
    page.get_by_role("button", name=OPEN).click()
    page.locator(".leaflet-container").first.wait_for()
    page.locator(".town-map__streets input").check()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    page.goto(f"{home}tim-kiem/?q=pelican", wait_until="networkidle")
    hit = page.locator("main a[href*='2020/11/20/pelican']").first
    hit.wait_for()
    hit.click()
    page.wait_for_url("**/2020/11/20/pelican/**")
    page.goto(f"{home}tin.atom", wait_until="networkidle")
