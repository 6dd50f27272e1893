"""One reader's visit: a page of the portal in Chromium, what it fetched and complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
HEIGHTS = {360: 640, 1280: 800}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


STANDARD = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN = "([place, options]) => axe.run(place, options).then((found) => found.violations)"
"""Gives no passes: to bring all of them out of the browser is a quarter of the work."""


def run_axe(page: Page, options: dict[str, Any], place: dict[str, Any] | None = None) -> list[Any]:
    """Return the rules that axe finds violated, in all of the page or in a context of axe's."""
    page.evaluate(AXE.axe_script)
    found: list[Any] = page.evaluate(RUN, [place or {"include": [["html"]]}, options])
    return found


def find_violations(page: Page, place: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, a line for each element."""
    found = run_axe(page, STANDARD, place)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:120]} – "
        + " ".join(node["failureSummary"].split())
        for rule in found
        for node in rule["nodes"]
    ]


@dataclass
class Visit:
    """A window; ``complaints`` and ``fetched`` grow as the visit goes on."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    fetched: list[tuple[str, str]] = field(default_factory=list)
    """Kind (document, stylesheet, font, image, script) and address of every request."""

    @classmethod
    def begin(cls, browser: Browser, home: str, *, javascript: bool = True) -> Visit:
        """Open an empty window, speaking Vietnamese."""
        context = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        visit = cls(context.new_page(), home)
        visit.page.on("console", visit._said)
        visit.page.on("pageerror", visit._failed)
        visit.page.on("request", visit._asked)
        visit.page.on("response", visit._answered)
        return visit

    def forget(self) -> None:
        """Make the window that of a new reader, looking at an empty screen."""
        if self.page.url.startswith(self.home):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.emulate_media(media="null")
        self.page.unroute_all()
        self.page.goto("about:blank")
        self.complaints.clear()
        self.fetched.clear()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _asked(self, request: Request) -> None:
        self.fetched.append((request.resource_type, request.url))

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def go(self, url: str, width: int) -> None:
        """Open a page by its address relative to the home page, in a window of this width."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})
        self.page.goto(self.home + url, wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def load_pictures(self) -> None:
        """Have the pictures further down loaded as well, and wait for them."""
        self.page.evaluate("for (const it of document.images) it.loading = 'eager'")
        done = "Promise.allSettled([...document.images].map((it) => it.decode())).then(() => true)"
        self.page.evaluate(done)

    @property
    def foreign(self) -> list[str]:
        """The addresses on other hosts that were asked for."""
        own = urlsplit(self.home).netloc
        return [address for _, address in self.fetched if urlsplit(address).netloc != own]

    def measure(self, name: str, *arguments: object) -> Any:
        """Return what a function of measures.js finds."""
        call = f"(given) => {{ {MEASURES} return measures.{name}(...given); }}"
        return self.page.evaluate(call, list(arguments))

    def violations(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA and good practice, a line for each element."""
        return find_violations(self.page)

    def typefaces(self, selector: str) -> set[tuple[str, bool]]:
        """Return the families that draw these elements, and whether each came from the portal.

        A variable font is named after one of its weights ("Public Sans Thin"), which is left out.
        Asked about is a line for each style of letters, of all letters that are shown in it.
        """
        self.page.evaluate(f"(given) => {{ {MEASURES} measures.sampleLetters(given); }}", selector)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        session = self.page.context.new_cdp_session(self.page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        query = {"nodeId": root, "selector": "#letters > p"}
        found = set()
        for node in session.send("DOM.querySelectorAll", query)["nodeIds"]:
            fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            found |= {
                (font["familyName"].removesuffix(" Thin"), font["isCustomFont"]) for font in fonts
            }
        session.detach()
        self.page.evaluate("document.getElementById('letters').remove()")
        return found
