"""Look at the site as others do, and find what is shown to them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.watch_site import addresses, user_agents
from town_portal.publishing.watch_site.findings import NOTE, SiteFinding, quote_safely
from town_portal.publishing.watch_site.http_client import HttpAnswer, Unreached
from town_portal.publishing.watch_site.site import LiveSite
from town_portal.publishing.watch_site.text_difference import find_first_difference
from town_portal.publishing.watch_site.unexpected_pages import Signed
from town_portal.publishing.watch_site.user_agents import Disguise

ONLY = "Chỉ {} thấy: {}"
LED = "bị chuyển sang {}."
STATUS = "máy chủ trả lời mã {}, khác với bạn đọc bình thường (mã {})."
CONTENT = "nội dung khác với những gì bạn đọc bình thường thấy."
BLOCKED = "Máy chủ chặn {} ở {} trang nên chưa thử được phần này."


@dataclass
class Disguised:
    """What was found in disguise; ``links`` are to be looked at further, as a robot."""

    site: LiveSite
    signed: Signed
    findings: list[SiteFinding] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    looked_at: int = 0

    def look(self, entries: Sequence[ManifestEntry], suspect: set[str]) -> None:
        """Look at files as each disguise; the ``suspect`` are not as signed for anybody."""
        pairs = [(entry, who) for entry in entries for who in user_agents.ALL]
        seen: dict[str, list[tuple[Disguise, str, str]]] = {}
        blocked: Counter[str] = Counter()
        for entry, who, found in self.site.each(pairs, lambda item: self._one(*item, suspect)):
            self.looked_at += 1
            if found == (BLOCKED, ""):
                blocked[who.name] += 1
            elif found is not None:
                seen.setdefault(entry.path, []).append((who, *found))
        for path in sorted(seen):
            self._add_finding(path, seen[path])
        for name, count in sorted(blocked.items()):
            what = BLOCKED.format(name, count)
            self.findings.append(SiteFinding("not-tried", self.site.base, what, level=NOTE))

    def _add_finding(self, path: str, found: list[tuple[Disguise, str, str]]) -> None:
        """Make one finding of what several visitors see at one address."""
        found.sort(key=lambda item: user_agents.ALL.index(item[0]))
        names = ", ".join(who.name for who, _, _ in found)
        _, what, where = found[0]
        address = self.site.base + addresses.make_address(path)
        self.findings.append(SiteFinding("cloaked", address, ONLY.format(names, what), where))

    def _one(
        self, entry: ManifestEntry, who: Disguise, suspect: set[str]
    ) -> tuple[ManifestEntry, Disguise, tuple[str, str] | None]:
        path = addresses.make_address(entry.path)
        try:
            answer = self.site.ask(path, who.headers)
            if self._is_right(entry, answer, suspect):
                return entry, who, None
            return entry, who, self._compared(path, who)
        except Unreached:
            return entry, who, None  # the first look tells what can't be reached

    def _is_right(self, entry: ManifestEntry, answer: HttpAnswer, suspect: set[str]) -> bool:
        is_signed = answer.status == 200 and answer.sha256 == entry.sha256
        return is_signed and entry.path not in suspect

    def _compared(self, path: str, who: Disguise) -> tuple[str, str] | None:
        """Ask twice more, once as who and once openly, and tell the difference."""
        plain, other = self.site.page(path), self.site.page(path, who.headers)
        if (plain.status, plain.location) == (other.status, other.location) and (
            plain.sha256 == other.sha256
        ):
            return None
        if other.status in user_agents.BLOCKED and plain.status not in user_agents.BLOCKED:
            return BLOCKED, ""
        address = self.site.base + path
        if other.is_redirection:
            target = addresses.make_full_address(address, other.location)
            self.links.append(target)
            return LED.format(quote_safely(target or other.location)), ""
        found, links = self.signed.strangers(other.body, address, plain.body, other.is_page)
        self.findings += found
        self.links += links
        if other.status != plain.status:
            return STATUS.format(other.status, plain.status), ""
        return CONTENT, find_first_difference(plain.body, other.body)
