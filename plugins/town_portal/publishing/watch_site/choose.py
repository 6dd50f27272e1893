"""Which manifest to compare with: this machine's own, or the one that the live site shows."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from town_portal.core.system import clock
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing import due, manifest
from town_portal.publishing.manifest.entry import ManifestHeader, UnreadableManifest, format_moment
from town_portal.publishing.watch_site import addresses
from town_portal.publishing.watch_site import expected_state as truths
from town_portal.publishing.watch_site.expected_state import (
    Copy,
    Forged,
    MonitorState,
    NoTruth,
    Truth,
)
from town_portal.publishing.watch_site.findings import FAULT, NOTE, SiteFinding
from town_portal.publishing.watch_site.http_client import Unreached
from town_portal.publishing.watch_site.site import LiveSite

if TYPE_CHECKING:
    from minisign import PublicKey

FORGED_HERE = "Chữ ký của bản kê {} không đúng: tệp đã bị sửa hoặc ký bằng khóa khác."
FORGED = "Bản kê trên cổng có chữ ký không đúng: bản kê bị sửa hoặc bị ký bằng khóa lạ."
ABSENT = "Không thấy bản kê đã ký trên cổng (mã {})."
UNSIGNED = "Bản kê trên cổng không có chữ ký hợp lệ."
DAMAGED = "Bản kê trên cổng không đọc được: {}."
OLDER = "Cổng đang hiện bản cũ, đăng lúc {}; bản mới nhất đã biết đăng lúc {}."
UNCHECKED = "Chưa kiểm chứng được chữ ký của bản kê: {}."
NO_KEY = "chưa có khóa công khai; hãy thêm --key"
NO_SIGNATURE = "bản kê không có chữ ký, dù cổng có khóa công khai"
NOTHING = (
    "máy này chưa có bản kê của cổng, và để tin bản kê trên cổng thì phải có khóa công khai "
    "(thêm --key TỆP, hoặc --manifest TỆP)"
)
OTHER_SITE = (
    "Bản kê này là của cổng {}, không phải của địa chỉ đang kiểm tra, nên không dùng để đối chiếu. "
    "Nếu hai địa chỉ là của cùng một cổng, hãy kiểm tra bằng địa chỉ ghi trong bản kê."
)
NAMELESS = "Bản kê không ghi địa chỉ cổng (town.yaml chưa có site) nên có thể là của cổng khác."
STALE = (
    "Bản kê đã quá hạn: lẽ ra phải được đăng hoặc ký lại trước {}. Có thể cổng không còn được đăng "
    "đều, hoặc ai đó đã đặt lại một bản cũ ({})."
)
AGELESS = (
    "Bản kê kiểu cũ, không ghi hạn, nên không biết có phải bản mới nhất không ({}). Hãy chạy "
    "python3 tasks.py publish bằng phiên bản phần mềm mới để ghi hạn."
)
SINCE = "nội dung không đổi từ {}, đã {} ngày"
LOCAL = ("127.0.0.1", "localhost", "::1")
LOCK = "publish.lock"
"""Lies beside this machine's manifest while `publish` is at work."""
LIMIT = 256 << 20
"""Bytes that a manifest may have."""


class Untrusted(Exception):
    """The only manifest there is can't be trusted; the finding says so."""

    def __init__(self, finding: SiteFinding) -> None:
        super().__init__(finding.what)
        self.finding = finding


@dataclass
class ManifestChoice:
    """How the manifest is found; `findings` are what was found on the way."""

    site: LiveSite
    own: Path | None
    """This machine's own manifest."""
    key: PublicKey | None
    memory: MonitorState
    zone: ZoneInfo
    findings: list[SiteFinding] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Remove what was fetched."""
        self._open.close()

    def choose(self) -> Truth:
        """Return the manifest to compare with; raises NoTruth, Untrusted and Unreached."""
        own = self._own() if self.own is not None else None
        if own is None and self.key is None:
            raise NoTruth(NOTHING)
        live = self._live(own)
        chosen = live or own
        if chosen is None:
            finding = self.findings.pop()
            if finding.kind == "missing":
                raise NoTruth(f"{NOTHING}; {finding.what}")
            raise Untrusted(finding)
        if not chosen.is_signed:
            why, level = (NO_KEY, NOTE) if self.key is None else (NO_SIGNATURE, FAULT)
            self._note("manifest", UNCHECKED.format(why), level)
        self._age(chosen.header)
        if chosen.is_signed or own is not None:
            self.memory.note(self.site.base, chosen.header.made)
        return chosen

    def again(self, chosen: Truth) -> Truth:
        """Return the manifest as it is now: the site may have been published meanwhile.

        Where this machine is just publishing, that is waited for.
        """
        if self.own is None:
            return chosen
        lock = self.own.with_name(LOCK)
        if lock.is_file():
            with suppress(OSError), hold_lock(lock):  # OSError: it may only be read
                pass
        before, self.findings = self.findings, []
        try:
            return self.choose()
        except (NoTruth, Untrusted, Unreached):
            self.findings = before
            return chosen

    def _age(self, header: ManifestHeader) -> None:
        """Record a manifest that has expired, or that has no expiry."""
        now = clock.get_now()
        days = max(0, (now - header.made).days)
        since = SINCE.format(self._words(format_moment(header.made)), days)
        if header.until is None:
            self._note("age", AGELESS.format(since), NOTE)
        elif header.until < now:
            self._note("age", STALE.format(self._words(format_moment(header.until)), since))
        if not header.site:
            self._note("manifest", NAMELESS, NOTE)

    def _own(self) -> Truth:
        assert self.own is not None
        try:
            own = truths.read_truth(self.own, self.key)
        except Forged:
            what = FORGED_HERE.format(self.own)
            raise Untrusted(SiteFinding("manifest", self.site.base, what)) from None
        if not is_of(own.header.site, self.site.base):
            what = OTHER_SITE.format(own.header.site)
            raise Untrusted(SiteFinding("manifest", self.site.base, what))
        return own

    def _note(self, kind: str, what: str, level: str = "fault") -> None:
        address = self.site.base + manifest.FILE
        self.findings.append(SiteFinding(kind, address, what, level=level))

    def _live(self, own: Truth | None) -> Truth | None:
        """Return the live site's manifest where it is signed and newer than this machine's.

        What is wrong with it becomes a finding.
        """
        live = self._fetched()
        if live is None:
            return None
        if own is not None and live.file.read_bytes() == own.file.read_bytes():
            if own.is_signed and not live.is_signed:
                self._note("manifest", UNSIGNED)
            return None
        if not live.is_signed:
            self._note("manifest", UNSIGNED)
            return None
        last = max(self.memory.last(self.site.base), format_moment(own.header.made) if own else "")
        if format_moment(live.header.made) < last:
            self._note(
                "rollback", OLDER.format(*map(self._words, (format_moment(live.header.made), last)))
            )
            return live if own is None else None
        if own is not None:
            return replace(live, originals=own.originals)
        return live

    def _words(self, moment: str) -> str:
        return due.format_moment(datetime.fromisoformat(moment).timestamp(), self.zone)

    def _fetched(self) -> Truth | None:
        copy = Copy()
        self._open.callback(copy.close)
        for name, file in ((manifest.FILE, copy.file), (manifest.SIGNATURE, copy.signature)):
            status = self._saved(name, file)
            if status != 200 and name == manifest.FILE:
                self._note("missing", ABSENT.format(status))
                return None
            if status != 200:
                file.unlink()
        try:
            live = truths.read_truth(copy.file, self.key)
            if is_of(live.header.site, self.site.base):
                return live
            self._note("manifest", OTHER_SITE.format(live.header.site))
        except Forged:
            self._note("manifest", FORGED)
        except NoTruth as error:
            self._note("manifest", DAMAGED.format(str(error).rpartition(": ")[2]))
        return None

    def _saved(self, name: str, file: Path) -> int:
        """Save an answer as a file, piece by piece; return its status."""
        with file.open("wb") as stream:

            def into(piece: bytes) -> None:
                if stream.tell() + len(piece) > LIMIT:
                    raise Unreached("bản kê quá lớn")
                stream.write(piece)

            return self.site.once(name, None, into).status


def find_usual_manifest(root: Path, base: str) -> Path | None:
    """Return this machine's manifest of the last publication, where it is of this site.

    A site that is looked at on this machine counts as the one that was published.
    """
    for folder in (".output-public.state", "output-public"):
        file = root / folder / manifest.FILE
        try:
            site = manifest.read_header(file).site
        except (OSError, UnreadableManifest, ValueError):
            continue
        if is_of(site, base):
            return file
    return None


def is_of(site: str, base: str) -> bool:
    """Tell whether a manifest for ``site`` belongs to the site at ``base``.

    One that names none can't tell. What is looked at on this machine may be any site.
    """
    here = addresses.get_host(base).partition(":")[0]
    return site in ("", base) or here in LOCAL
