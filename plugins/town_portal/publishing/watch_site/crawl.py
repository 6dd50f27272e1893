"""Pages that nobody published: behind links, sitemaps, robots.txt, and at made-up addresses."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from town_portal.publishing.hosting.table import is_service
from town_portal.publishing.watch_site import addresses, page_contents
from town_portal.publishing.watch_site.findings import NOTE, SiteFinding, quote_safely
from town_portal.publishing.watch_site.http_client import HttpAnswer, Unreached
from town_portal.publishing.watch_site.site import LiveSite
from town_portal.publishing.watch_site.unexpected_pages import Signed
from town_portal.publishing.watch_site.user_agents import ROBOT

MOST = 300
"""Strange addresses that are looked at in one run."""
# Where systems that such portals don't use put what robots read.
USUAL = ("robots.txt", "sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "sitemap-index.xml")
EXTRA = "Có trang không do cổng đăng{}."
HOSTS = ", dẫn tới {}"
AS_ROBOT = " (chỉ máy tìm kiếm thấy)"
LED = "Địa chỉ lạ này chuyển người đọc sang {}."
ANYTHING = "Máy chủ trả lời cả địa chỉ không có thật (mã {}) thay vì báo không tìm thấy."
QUERY = "Trang chủ đổi nội dung khi địa chỉ có thêm phần sau dấu hỏi."
LEFT = "Chưa xem địa chỉ lạ này vì đã xem đủ {} địa chỉ lạ khác."
CUT = "Trang lạ này có quá nhiều liên kết: chỉ xem {} liên kết đầu."
LIVE = "Do dịch vụ đếm lượt và bình luận trả về, không phải tệp đã ký, nên không so được."
LISTED = "Máy chủ liệt kê các tệp trong thư mục này; đã xem từng tệp được liệt kê."
MADE_UP = ("{}/", "{}.html", "{}.php")


@dataclass
class Crawl:
    """A look at what may be there besides the signed files."""

    site: LiveSite
    signed: Signed
    findings: list[SiteFinding] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _waiting: deque[str] = field(default_factory=deque)

    def look(self, links: Iterable[str], suspect: set[str]) -> None:
        """Follow strange links, and try addresses at which nothing may be."""
        self._wait(self.site.base + item for item in (*USUAL, *addresses.SERVICE))
        self._folders()
        self._wait(links)
        self._ask_made_up_addresses(suspect)
        if addresses.INDEX not in suspect:
            self._query()
        for _ in range(MOST):
            if not self._waiting:
                return
            self._page(self._waiting.popleft())
        for path in self._waiting:
            self._note("not-tried", self.site.base + path, LEFT.format(MOST))

    def _note(self, kind: str, address: str, what: str) -> None:
        self.findings.append(SiteFinding(kind, address, what, level=NOTE))

    def _folders(self) -> None:
        """Request the folders that a host may list, to find pages without links to them."""
        known = self.signed.truth.entries
        for path, answer in self.site.each(addresses.list_folders(known), self._listing):
            if answer is None or answer.status != 200 or self._is_signed(path, answer):
                continue
            address = self.site.base + path
            seen = page_contents.inspect_page(answer.body, address)
            if self._is_listing(path, seen):
                self._note("listing", address, LISTED)
                self._wait(seen.links)
            else:
                self._wait([address])

    def _is_listing(self, folder: str, seen: page_contents.Sights) -> bool:
        """Tell whether a page only lists a folder: signed files in it, or none but the way up."""
        known = self.signed.truth.entries
        paths = [self._inside(link) for link in seen.links]
        inside = [path.partition("?")[0] for path in paths if path is not None]
        is_plain = bool(inside) and len(inside) == len(paths) and not seen.scripts
        below = [item for item in inside if item.startswith(folder) and item != folder]
        has_signed = any(addresses.find_file(item, known) for item in below)
        return is_plain and (has_signed or all(folder.startswith(item) for item in inside))

    def _listing(self, folder: str) -> tuple[str, HttpAnswer | None]:
        path = addresses.make_address(f"{folder}{addresses.INDEX}")
        try:
            return path, self.site.page(path)
        except Unreached:
            return path, None

    def _wait(self, links: Iterable[str]) -> None:
        """Note those links that lead to what was not signed, below the home page."""
        entries = self.signed.truth.entries
        for link in links:
            path = self._inside(link)
            if path is None or path in self._seen:
                continue
            self._seen.add(path)
            copied = path[:-3] if path.endswith(addresses.PACKED) else path
            if "?" in path or not addresses.find_file(copied, entries):
                self._waiting.append(path)

    def _inside(self, link: str) -> str | None:
        """Return a link's path, at whatever of its hosts the site is named."""
        found = addresses.get_path_inside(link, self.site.base)
        official = self.signed.truth.header.site
        return (
            found
            if found is not None or not official
            else addresses.get_path_inside(link, official)
        )

    def _page(self, path: str) -> None:
        try:
            answer, who = self.site.page(path), ""
            if answer.status in (404, 410, 403):
                answer, who = self.site.page(path, ROBOT.headers), AS_ROBOT
        except Unreached:
            return
        address = self.site.base + path
        if answer.is_redirection:
            self._led(address, addresses.make_full_address(address, answer.location))
        elif answer.status == 200 and not self._is_signed(path, answer):
            if is_service(path.partition("?")[0]) and self._is_harmless(answer, address):
                self._note("not-tried", address, LIVE)
            else:
                self._extra(address, answer, who)

    def _is_harmless(self, answer: HttpAnswer, address: str) -> bool:
        """Tell whether an answer links only to hosts that the portal names."""
        return not self.signed.new_hosts(page_contents.inspect_page(answer.body, address).hosts)

    def _is_signed(self, path: str, answer: HttpAnswer) -> bool:
        """Tell whether an answer is a signed page: a query at its address changes nothing."""
        entries = self.signed.truth.entries
        names = (addresses.find_file(path, entries), addresses.MISSING)
        return any(name in entries and entries[name].sha256 == answer.sha256 for name in names)

    def _led(self, address: str, target: str) -> None:
        if self._inside(target) is None:
            self.findings.append(
                SiteFinding("extra", address, LED.format(quote_safely(target or "?")))
            )
        else:
            self._wait([target])

    def _extra(self, address: str, answer: HttpAnswer, who: str) -> None:
        seen = page_contents.inspect_page(answer.body, address)
        hosts = self.signed.new_hosts(seen.hosts)
        told = HOSTS.format(quote_safely(", ".join(hosts))) if hosts else ""
        if len(seen.links) >= page_contents.MOST:
            self._note("not-tried", address, CUT.format(page_contents.MOST))
        title = quote_safely(page_contents.find_title(answer.body))
        self.findings.append(SiteFinding("extra", address, EXTRA.format(told) + who, title))
        self._wait(seen.links)

    def _ask_made_up_addresses(self, suspect: set[str]) -> None:
        """Ask for what can't exist: some intruders answer every address, often only robots."""
        wrong: list[SiteFinding] = []
        for form in MADE_UP:
            path = form.format(f"{secrets.token_hex(6)}-slot-nha-cai")
            for headers, who in (({}, ""), (ROBOT.headers, AS_ROBOT)):
                try:
                    found = self._not_there(path, self.site.page(path, headers), who)
                except Unreached:
                    continue
                known = {item.kind for item in wrong}
                wrong += [item for item in found if item.kind not in known]
        is_told = addresses.MISSING in suspect  # what that page holds, but not the status
        self.findings += [item for item in wrong if item.kind == "status" or not is_told]

    def _not_there(self, path: str, answer: HttpAnswer, who: str) -> list[SiteFinding]:
        """Return what is wrong with the answer for a made-up address."""
        address = self.site.base + path
        if answer.status < 400:
            where = quote_safely(answer.location or page_contents.find_title(answer.body))
            return [SiteFinding("status", address, ANYTHING.format(answer.status) + who, where)]
        found, links = self.signed.strangers(answer.body, address, self._missing(), True)
        self._wait(links)
        return found

    def _missing(self) -> bytes | None:
        """Return the portal's own page for what is not found."""
        entry = self.signed.truth.entries.get(addresses.MISSING)
        return self.signed.original(entry) if entry else None

    def _query(self) -> None:
        path = f"?s={secrets.token_hex(4)}"
        try:
            answer = self.site.page(path)
        except Unreached:
            return
        home = self.signed.truth.entries.get(addresses.INDEX)
        if home and answer.status == 200 and answer.sha256 != home.sha256:
            self.findings.append(SiteFinding("changed", self.site.base + path, QUERY))
