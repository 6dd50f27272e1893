"""Every file of the manifest at the live site; what seems wrong is looked at a second time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.watch_site import addresses
from town_portal.publishing.watch_site.expected_state import Truth
from town_portal.publishing.watch_site.findings import NOTE, SiteFinding
from town_portal.publishing.watch_site.http_client import HttpAnswer, Unreached
from town_portal.publishing.watch_site.site import KEPT, LiveSite
from town_portal.publishing.watch_site.text_difference import find_first_difference
from town_portal.publishing.watch_site.unexpected_pages import Signed
from town_portal.publishing.watch_site.verdicts import PAGES, follow_redirect, judge_answer

Told = Callable[[int, int], None]
"""Is told how many of how many files have been looked at."""
HOPS = 2
NO_ANSWER = "Không đọc được: {}."
HIDDEN = "Máy chủ không cho tải tệp cấu hình này (mã {}): như vậy là đúng, nhưng không so được."


@dataclass
class SiteScan:
    """One look at a site: what is wrong with it so far, and where to look further.

    ``links``: full addresses that stand in what is not as it was signed; ``suspect``: the paths of
    files that are not.
    """

    site: LiveSite
    signed: Signed
    findings: list[SiteFinding] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    suspect: set[str] = field(default_factory=set)
    looked_at: int = 0

    def first(self, tell: Told) -> None:
        """Look at every file and note those that seem wrong; raises Unreached."""
        entries = self.signed.truth.entries
        wanted = [
            entry for entry in entries.values() if not addresses.is_packed(entry.path, entries)
        ]
        for path in self.site.each(wanted, self._seems_wrong):
            self.looked_at += 1
            tell(self.looked_at, len(wanted))
            if path:
                self.suspect.add(path)

    def second(self, truth: Truth) -> None:
        """Look again at what seemed wrong; ``truth`` may be younger than at the first look."""
        self.signed = self.signed.younger(truth, self._home())
        again = [truth.entries[item] for item in sorted(self.suspect) if item in truth.entries]
        self.suspect = set()
        for entry, found, links in self.site.each(again, self._explained):
            if found:
                self.suspect.add(entry.path)
            self.findings += found
            self.links += links

    def _home(self) -> bytes:
        """Return the live home page where it is as it was signed, else nothing."""
        entry = self.signed.truth.entries.get(addresses.INDEX)
        if entry is None or entry.path in self.suspect:
            return b""
        try:
            answer = self.site.page("")
        except Unreached:
            return b""
        return answer.body if answer.sha256 == entry.sha256 else b""

    def _seems_wrong(self, entry: ManifestEntry) -> str:
        path = addresses.make_address(entry.path)
        try:
            answer = self._answer(entry, self.site.ask)
        except Unreached:
            return entry.path
        if judge_answer(entry, answer, self.site.base):
            return entry.path
        if answer.status >= 400 and addresses.may_be_hidden(entry.path):
            address, what = self.site.base + path, HIDDEN.format(answer.status)
            self.findings.append(SiteFinding("not-tried", address, what, level=NOTE))
        return ""

    def _answer(self, entry: ManifestEntry, ask: Callable[[str], HttpAnswer]) -> HttpAnswer:
        """Return the answer for a file, where a host leads to another form of its address too."""
        path = addresses.make_address(entry.path)
        answer = ask(path)
        for _ in range(HOPS):
            other = follow_redirect(answer, path, self.site.base) if answer.is_redirection else None
            if other is None or entry.moved:
                break
            path, answer = other, ask(other)
        return answer

    def _explained(
        self, entry: ManifestEntry
    ) -> tuple[ManifestEntry, list[SiteFinding], list[str]]:
        """Return what is wrong with a file after all, and the links that stand in it."""
        address = self.site.base + addresses.make_address(entry.path)
        try:
            answer = self._answer(entry, self.site.page)
        except Unreached as error:
            return entry, [SiteFinding("unreachable", address, NO_ANSWER.format(error))], []
        verdict = judge_answer(entry, answer, self.site.base)
        if verdict is None:
            return entry, [], []
        right = self.signed.original(entry)
        is_text = verdict.kind == "changed" and right is not None and len(answer.body) < KEPT
        where = find_first_difference(right or b"", answer.body) if is_text else ""
        found = [SiteFinding(verdict.kind, address, verdict.what, where)]
        if verdict.kind != "changed":
            return entry, found, []
        is_page = entry.type in PAGES or answer.type in PAGES
        more, links = self.signed.strangers(answer.body, address, right, is_page)
        return entry, found + more, links
