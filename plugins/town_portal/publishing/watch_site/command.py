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
from town_portal.core.system.child import stoppable
from town_portal.core.system.places import TOWN
from town_portal.publishing import due
from town_portal.publishing.manifest import PUBLIC_KEY, KeyFault
from town_portal.publishing.watch_site import addresses, truth
from town_portal.publishing.watch_site.certificate import certificate, headers
from town_portal.publishing.watch_site.choose import Choice, Untrusted, usual
from town_portal.publishing.watch_site.crawl import Crawl
from town_portal.publishing.watch_site.disguise import sample
from town_portal.publishing.watch_site.disguised import Disguised
from town_portal.publishing.watch_site.findings import Finding
from town_portal.publishing.watch_site.report import CODES, UNKNOWN, Report
from town_portal.publishing.watch_site.scan import Scan
from town_portal.publishing.watch_site.site import GONE, Site
from town_portal.publishing.watch_site.strangers import Signed
from town_portal.publishing.watch_site.truth import Memory, NoTruth
from town_portal.publishing.watch_site.wire import Answer, Unreached

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


@stoppable()
def main(asked: Asked) -> int:
    """Look at a site, tell what was found, and give the exit code.

    0: as it should be, 1: something is wrong, 2: it could not be looked at.
    """
    base = addresses.base_of(asked.address)
    if not base:
        told = NO_ADDRESS.format(asked.address) if asked.address else NO_URL
        print(told, file=sys.stderr)
        return CODES[UNKNOWN]
    report = look(asked, base)
    print("\n".join(report.lines()), flush=True)
    return _saved(report, asked.json) or CODES[report.verdict]


def _saved(report: Report, file: Path | None) -> int:
    if file is None:
        return 0
    try:
        text = json.dumps(report.values(), ensure_ascii=False, indent=1)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        print(f"Không ghi được {file}: {error.strerror}.", file=sys.stderr)
        return CODES[UNKNOWN]
    return 0


def look(asked: Asked, base: str) -> Report:
    """Return what was found at a site; nothing is printed but progress."""
    zone = due.zone_of(asked.content_folder)
    report = Report(base, clock.now(), zone)
    begun = time.monotonic()
    try:
        key = truth.key_of(asked.key, asked.content_folder / "data" / PUBLIC_KEY)
        site, home = _entered(asked, base, report)
        report.site = site.base
        own = asked.manifest or usual(asked.root, site.base)
        choice = Choice(site, own, key, Memory(asked.state), zone)
        with closing(site), closing(choice):
            try:
                _look(choice, report, asked.sample)
            finally:
                report.requests, report.bytes = site.requests, site.bytes
        report.findings += headers(site.base, home.headers)
    except Untrusted as error:
        report.findings.append(error.finding)
    except (KeyFault, NoTruth, Unreached) as error:
        report.why = str(error)
    report.seconds = time.monotonic() - begun
    return report


def _entered(asked: Asked, base: str, report: Report) -> tuple[Site, Answer]:
    """Return the site below the address to which the home page leads; raises Unreached."""
    context: SSLContext | None = None
    if base.startswith("https:"):
        found, context = certificate(base, asked.timeout, datetime.now(UTC))
        report.findings += found
    site = Site(base, asked.timeout, context)
    home = site.ask("")
    if home.is_redirection:
        site.close()
        target = addresses.full(base, home.location)
        led = addresses.base_of(target)
        if _is_safer(base, led):
            return _entered(asked, led, report)
        report.findings.append(Finding("redirect", base, ELSEWHERE.format(target)))
    elif home.status >= 500:
        raise Unreached(CLOSED.format(home.status))
    return site, home


def _is_safer(base: str, other: str) -> bool:
    """Tell whether an address is the same one at https."""
    return base.startswith("http:") and other == base.replace("http:", "https:", 1)


def _look(choice: Choice, report: Report, size: int) -> None:
    """Look at everything; what was found stays in the report also where Unreached is raised."""
    chosen = choice.choose()
    site = choice.site
    scan = Scan(site, Signed(chosen, site.base))
    disguised = Disguised(site, scan.signed)
    crawl = Crawl(site, scan.signed)
    try:
        scan.first(_tell)
        scan.second(choice.again(chosen) if scan.suspect or choice.findings else chosen)
        disguised.signed = crawl.signed = scan.signed
        disguised.look(sample(scan.signed.truth.entries, size), scan.suspect)
        crawl.look([*scan.links, *disguised.links], scan.suspect)
        if site.is_gone:
            raise Unreached(GONE)
    finally:
        truth = scan.signed.truth
        report.header, report.is_signed = truth.header, truth.is_signed
        report.files, report.disguised = scan.looked_at, disguised.looked_at
        found = [*choice.findings, *scan.findings, *disguised.findings, *crawl.findings]
        report.findings += dict.fromkeys(found)


def _tell(done: int, of: int) -> None:
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


def told(given: Namespace) -> int:
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
