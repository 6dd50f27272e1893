"""What a page that is not as it was signed holds: links, hosts, scripts. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

from town_portal.publishing.manifest.file_facts import list_hosts
from town_portal.publishing.watch_site.addresses import get_host, make_full_address
from town_portal.publishing.watch_site.findings import BINARY, is_text

LINKS = frozenset({"href", "src", "action", "data", "formaction", "poster", "ping", "background"})
ACTIVE = frozenset({"iframe", "embed", "object", "frame"})
# A script of another type is data, which no browser runs.
RUN = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript"})
MOST = 2_000
"""Links of one page that are looked at."""
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.I)
_TITLE = re.compile(rb"<title[^>]*>([^<]+)", re.I)
_PLACE = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)|^\s*sitemap:\s*(\S+)", re.I | re.M)


@dataclass
class Sights:
    """What was seen: full addresses of links, hosts, and scripts.

    A script is the full address of its file, or ``#`` with the SHA-256 of its text; ``texts`` has
    the begin of each such text.
    """

    links: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects what a browser would follow or run."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.base = page
        self.sights = Sights()
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "base" and "href" in given:
            self.base = make_full_address(self.page, given["href"]) or self.base
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.search(given.get("content", ""))
            self._link(found[1] if found else "")
        for name in LINKS & given.keys():
            self._link(given[name])
        for part in given.get("srcset", "").split(","):
            self._link(part.strip().split(" ")[0])
        if tag == "script" and given.get("type", "").strip().lower() in RUN:
            if "src" in given:
                self.sights.scripts.append(make_full_address(self.base, given["src"]))
            else:
                self._script = []
        elif tag in ACTIVE:
            place = given.get("src") or given.get("data") or given.get("srcdoc", "")
            self.sights.scripts.append(make_full_address(self.base, place))

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text = "".join(self._script)
            name = f"#{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
            self.sights.scripts.append(name)
            self.sights.texts[name] = text[:500]
            self._script = None

    def _link(self, link: str) -> None:
        found = make_full_address(self.base, link) if link and len(self.sights.links) < MOST else ""
        if found:
            self.sights.links.append(found)
            self.sights.hosts.add(get_host(found))


def find_title(body: bytes) -> str:
    """Return a page's title, else how it begins; what is no text is only called so."""
    if not is_text(body):
        return BINARY
    found = _TITLE.search(body)
    return (found[1] if found else body[:300]).decode("utf-8", "replace")


def inspect_page(body: bytes, page: str) -> Sights:
    """Return what a page at the full address ``page`` holds; never raises."""
    reader = _Reader(page)
    reader.feed(body.decode("utf-8", "replace"))
    reader.handle_endtag("script")  # one that is cut off runs nowhere, but is seen
    sights = reader.sights
    sights.hosts |= {host for host in list_hosts(body) if "." in host}
    sights.links += list_places(body, page)
    sights.hosts |= {get_host(link) for link in sights.links}
    return sights


def list_places(body: bytes, page: str) -> list[str]:
    """Return the full addresses that a sitemap or a robots.txt names."""
    found = (one or other for one, other in _PLACE.findall(body))
    texts = (item.decode("utf-8", "replace").replace("&amp;", "&") for item in found)
    return [link for text in list(texts)[:MOST] if (link := make_full_address(page, text))]
