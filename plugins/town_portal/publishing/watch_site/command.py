"""`python3 tasks.py watch-site URL`: compare a live site with what was published."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from ssl import SSLContext

from town_portal.core.system import clock
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.places import TOWN
from town_portal.publishing import due
from town_portal.publishing.manifest import PUBLIC_KEY, KeyFault
from town_portal.publishing.watch_site import addresses, expected_state
from town_portal.publishing.watch_site.certificate import check_certificate, check_headers
from town_portal.publishing.watch_site.choose import ManifestChoice, Untrusted, find_usual_manifest
from town_portal.publishing.watch_site.crawl import Crawl
from town_portal.publishing.watch_site.expected_state import MonitorState, NoTruth
from town_portal.publishing.watch_site.findings import SiteFinding
from town_portal.publishing.watch_site.http_client import HttpAnswer, Unreached
from town_portal.publishing.watch_site.report import CODES, UNKNOWN, WatchReport
from town_portal.publishing.watch_site.scan import SiteScan
from town_portal.publishing.watch_site.site import GONE, LiveSite
from town_portal.publishing.watch_site.unexpected_pages import Signed
from town_portal.publishing.watch_site.user_agent_probe import Disguised
from town_portal.publishing.watch_site.user_agents import choose_sample

STATE = TOWN / ".state" / "watch-site"
SAMPLE = 200
TIMEOUT = 20.0
NO_ADDRESS = "“{}” không phải địa chỉ của một cổng, ví dụ đúng: https://ten-phuong.gov.vn/"
NO_URL = "Hãy ghi thêm địa chỉ của cổng, ví dụ https://ten-phuong.gov.vn/"
ONE_URL = "Mỗi lần chỉ kiểm tra một cổng; hãy ghi một địa chỉ."
NO_NUMBER = "--sample phải là số trang, ví dụ --sample {}; 0 là mọi trang."
NO_CONTENT = "Không có thư mục nội dung: {}"
ELSEWHERE = "Trang chủ chuyển người đọc sang {}."
CLOSED = "trang chủ trả lời mã {}"
STEP = 500


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; ``sample`` 0 means all, ``timeout`` in seconds."""

    address: str
    manifest: Path | None = None
    key: str = ""
    json: Path | None = None
    sample: int = SAMPLE
    timeout: float = TIMEOUT
    state: Path = STATE
    root: Path = TOWN
    content: Path | None = None
    """The content folder where it is not the one of ``root``: zone and public key are its."""

    @property
    def content_folder(self) -> Path:
        """The folder with the portal's zone and public key."""
        return self.content or self.root / "content"


@make_stoppable()
def main(asked: Asked) -> int:
    """Look at a site, tell what was found, and give the exit code.

    0: as it should be, 1: something is wrong, 2: it could not be looked at.
    """
    base = addresses.parse_base(asked.address)
    if not base:
        told = NO_ADDRESS.format(asked.address) if asked.address else NO_URL
        print(told, file=sys.stderr)
        return CODES[UNKNOWN]
    report = inspect_site(asked, base)
    print("\n".join(report.lines()), flush=True)
    return _save_report(report, asked.json) or CODES[report.verdict]


def _save_report(report: WatchReport, file: Path | None) -> int:
    if file is None:
        return 0
    try:
        text = json.dumps(report.values(), ensure_ascii=False, indent=1)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        print(f"Không ghi được {file}: {error.strerror}.", file=sys.stderr)
        return CODES[UNKNOWN]
    return 0


def inspect_site(asked: Asked, base: str) -> WatchReport:
    """Return what was found at a site; nothing is printed but progress."""
    zone = due.load_zone(asked.content_folder)
    report = WatchReport(base, clock.get_now(), zone)
    begun = time.monotonic()
    try:
        key = expected_state.load_key(asked.key, asked.content_folder / "data" / PUBLIC_KEY)
        site, home = _enter_site(asked, base, report)
        report.site = site.base
        own = asked.manifest or find_usual_manifest(asked.root, site.base)
        choice = ManifestChoice(site, own, key, MonitorState(asked.state), zone)
        with closing(site), closing(choice):
            try:
                _look(choice, report, asked.sample)
            finally:
                report.requests, report.bytes = site.requests, site.bytes
        report.findings += check_headers(site.base, home.headers)
    except Untrusted as error:
        report.findings.append(error.finding)
    except (KeyFault, NoTruth, Unreached) as error:
        report.why = str(error)
    report.seconds = time.monotonic() - begun
    return report


def _enter_site(asked: Asked, base: str, report: WatchReport) -> tuple[LiveSite, HttpAnswer]:
    """Return the site below the address to which the home page leads; raises Unreached."""
    context: SSLContext | None = None
    if base.startswith("https:"):
        found, context = check_certificate(base, asked.timeout, datetime.now(UTC))
        report.findings += found
    site = LiveSite(base, asked.timeout, context)
    home = site.ask("")
    if home.is_redirection:
        site.close()
        target = addresses.make_full_address(base, home.location)
        led = addresses.parse_base(target)
        if _is_safer(base, led):
            return _enter_site(asked, led, report)
        report.findings.append(SiteFinding("redirect", base, ELSEWHERE.format(target)))
    elif home.status >= 500:
        raise Unreached(CLOSED.format(home.status))
    return site, home


def _is_safer(base: str, other: str) -> bool:
    """Tell whether an address is the same one at https."""
    return base.startswith("http:") and other == base.replace("http:", "https:", 1)


def _look(choice: ManifestChoice, report: WatchReport, size: int) -> None:
    """Look at everything; what was found stays in the report also where Unreached is raised."""
    chosen = choice.choose()
    site = choice.site
    scan = SiteScan(site, Signed(chosen, site.base))
    disguised = Disguised(site, scan.signed)
    crawl = Crawl(site, scan.signed)
    try:
        scan.first(_print_progress)
        scan.second(choice.again(chosen) if scan.suspect or choice.findings else chosen)
        disguised.signed = crawl.signed = scan.signed
        disguised.look(choose_sample(scan.signed.truth.entries, size), scan.suspect)
        crawl.look([*scan.links, *disguised.links], scan.suspect)
        if site.is_gone:
            raise Unreached(GONE)
    finally:
        truth = scan.signed.truth
        report.header, report.is_signed = truth.header, truth.is_signed
        report.files, report.disguised = scan.looked_at, disguised.looked_at
        found = [*choice.findings, *scan.findings, *disguised.findings, *crawl.findings]
        report.findings += dict.fromkeys(found)


def _print_progress(done: int, of: int) -> None:
    if done % STEP == 0 and sys.stderr.isatty():
        with suppress(OSError):
            print(f"Đã xem {done}/{of} tệp…", file=sys.stderr, flush=True)


def check_request(given: Namespace) -> str:
    """Return what is wrong with a command line, as a sentence; empty where nothing is."""
    if not given.sample.isascii() or not given.sample.isdigit():
        return NO_NUMBER.format(SAMPLE)
    if len(given.url) > 1:
        return ONE_URL
    is_missing = given.content is not None and not given.content.is_dir()
    return NO_CONTENT.format(given.content) if is_missing else ""


def watch_and_report(given: Namespace) -> int:
    """Look at a site as the command line says, and give the exit code."""
    mistake = check_request(given)
    if mistake:
        print(mistake, file=sys.stderr)
        return CODES[UNKNOWN]
    return main(
        Asked(
            "".join(given.url),
            manifest=given.manifest,
            key=given.key,
            json=given.json,
            sample=int(given.sample),
            content=given.content,
        )
    )
