"""What a live page has that no signed page has: hosts, scripts, links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.watch_site import addresses, page_contents
from town_portal.publishing.watch_site.expected_state import Truth
from town_portal.publishing.watch_site.findings import SiteFinding, quote_safely
from town_portal.publishing.watch_site.site import KEPT

OUTSIDE = "Có liên kết mới ra ngoài, tới {}."
SCRIPT_FILE = "Có mã hoặc khung lạ được chèn, lấy từ {}."
SCRIPT_TEXT = "Có đoạn mã lạ được chèn vào trang."


@dataclass(frozen=True)
class Signed:
    """What was signed, as the site below ``base`` should show it.

    ``usual``: the scripts of the home page, where that is known to be right.
    """

    truth: Truth
    base: str
    usual: frozenset[str] = field(default=frozenset())

    def younger(self, truth: Truth, home: bytes) -> Signed:
        """Return the same for another manifest and the bytes of a right home page."""
        usual = (
            frozenset(page_contents.inspect_page(home, self.base).scripts) if home else self.usual
        )
        return replace(self, truth=truth, usual=usual)

    def original(self, entry: ManifestEntry) -> bytes | None:
        """Return the bytes of a file as published; None where they don't lie on this machine."""
        if self.truth.originals is None or entry.size > KEPT:
            return None
        try:
            content = (self.truth.originals / entry.path).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == entry.sha256 else None

    def strangers(
        self, body: bytes, address: str, right: bytes | None, is_page: bool
    ) -> tuple[list[SiteFinding], list[str]]:
        """Return what an answer has that was not signed, and the links to look at further.

        ``right`` are the bytes as they were signed, where they are known.
        """
        if not is_page:
            links = page_contents.list_places(body, address)
            return self._outside({addresses.get_host(link) for link in links}, address), links
        seen = page_contents.inspect_page(body, address)
        known = (
            page_contents.Sights() if right is None else page_contents.inspect_page(right, address)
        )
        found = self._outside(seen.hosts - known.hosts, address)
        found += self._scripts(seen, {*known.scripts, *self.usual}, address)
        before = set(known.links)
        return found, [link for link in seen.links if link not in before]

    def new_hosts(self, hosts: Iterable[str]) -> list[str]:
        """Return those hosts that no signed page names."""
        own = (addresses.get_host(self.base), addresses.get_host(self.truth.header.site), "")
        return sorted(set(hosts) - {*self.truth.header.hosts, *own})

    def _outside(self, hosts: Iterable[str], address: str) -> list[SiteFinding]:
        return [
            SiteFinding("outside-link", address, OUTSIDE.format(quote_safely(host)))
            for host in self.new_hosts(hosts)
        ]

    def _scripts(
        self, seen: page_contents.Sights, known: set[str], address: str
    ) -> Iterator[SiteFinding]:
        for script in dict.fromkeys(seen.scripts):
            if script in known or not script:
                continue
            if not script.startswith("#"):
                if not self._is_ours(script):
                    yield SiteFinding("script", address, SCRIPT_FILE.format(quote_safely(script)))
            elif known:  # else nobody can tell which scripts are the portal's own
                yield SiteFinding("script", address, SCRIPT_TEXT, quote_safely(seen.texts[script]))

    def _is_ours(self, script: str) -> bool:
        """Tell whether a script's file was signed."""
        place = script.partition("?")[0]
        bases = (self.base, self.truth.header.site)
        paths = [addresses.get_path_inside(place, base) for base in bases if base]
        return any(path and addresses.find_file(path, self.truth.entries) for path in paths)
