"""What was found, for a person and for a machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from town_portal.publishing import due
from town_portal.publishing.manifest import ManifestHeader
from town_portal.publishing.manifest.entry import format_moment
from town_portal.publishing.watch_site.findings import FAULT, SiteFinding, quote_safely

SCHEMA = 1
FINE, FOUND, UNKNOWN = "fine", "found", "unknown"
CODES = {FINE: 0, FOUND: 1, UNKNOWN: 2}
MOST = 20
"""Findings of one kind that are shown on the screen."""
NAMES = {
    "changed": "trang hoặc tệp bị sửa",
    "missing": "trang hoặc tệp bị mất",
    "status": "địa chỉ trả lời sai",
    "type": "tệp sai kiểu",
    "redirect": "chỗ bị chuyển hướng",
    "extra": "trang lạ",
    "outside-link": "liên kết lạ ra ngoài",
    "script": "mã lạ",
    "cloaked": "chỗ hiện nội dung khác cho máy tìm kiếm hoặc điện thoại",
    "certificate": "lỗi chứng thư",
    "manifest": "lỗi bản kê",
    "rollback": "bản cũ được đưa lại",
    "age": "bản kê quá hạn",
    "rules": "địa chỉ đã bỏ mà máy chủ chưa báo là đã bỏ",
    "unreachable": "chỗ không đọc được",
}
ALARMING = ("cloaked", "outside-link", "script", "extra", "redirect")
SAFE = "ỔN: {site} đúng như bản đã đăng ({files} tệp, không đổi từ {made}{age})."
AGE = ", đã {} ngày"
BAD = "CÓ {count} ĐIỀU BẤT THƯỜNG ở {site}: {kinds}."
HACKED = "Nhiều khả năng cổng đã bị xâm nhập. Việc đầu tiên: {}"
FIRST = (
    "giữ bằng chứng và đặt lại bản đã ký bằng python3 tasks.py restore, đổi mật khẩu máy chủ, "
    "rồi báo đơn vị ứng cứu sự cố."
)
CANNOT = "CHƯA KIỂM TRA ĐƯỢC {site}: {why}."
HALF = "Chưa kiểm tra được hết: {}."
MORE = "  … và {} chỗ nữa cùng loại (xem đủ bằng --json TỆP)."
DONE = "Đã hỏi máy chủ {requests} lần, đọc {size}, hết {seconds} giây."


@dataclass
class WatchReport:
    """The result of one look: ``why`` it could not be made, else what was found.

    ``seconds`` it took, ``bytes`` it read; ``zone`` is the town's, for people.
    """

    site: str
    begun: datetime
    zone: ZoneInfo
    why: str = ""
    header: ManifestHeader | None = None
    is_signed: bool = False
    findings: list[SiteFinding] = field(default_factory=list)
    files: int = 0
    disguised: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @property
    def faults(self) -> list[SiteFinding]:
        """What makes the whole bad."""
        return [finding for finding in self.findings if finding.level == FAULT]

    @property
    def verdict(self) -> str:
        """FINE, FOUND or UNKNOWN."""
        if self.faults:
            return FOUND
        return UNKNOWN if self.why else FINE

    def values(self) -> dict[str, Any]:
        """Return the report for machines (report.schema.json)."""
        return {
            "schema": SCHEMA,
            "site": self.site,
            "begun": format_moment(self.begun),
            "seconds": round(self.seconds, 1),
            "verdict": self.verdict,
            "why": self.why,
            "manifest": self._manifest(),
            "looked_at": {
                "files": self.files,
                "disguised": self.disguised,
                "requests": self.requests,
                "bytes": self.bytes,
            },
            "findings": [finding.values() for finding in self.findings],
        }

    def _manifest(self) -> dict[str, Any] | None:
        if self.header is None:
            return None
        return {
            "site": self.header.site,
            "made": format_moment(self.header.made),
            "until": format_moment(self.header.until) if self.header.until else "",
            "files": self.header.files,
            "signed": self.is_signed,
        }

    def lines(self) -> Iterator[str]:
        """Yield the report for people; the first line says all to who reads no further."""
        yield self._verdict()
        kinds = {fault.kind for fault in self.faults}
        if kinds & {*ALARMING}:
            yield HACKED.format(FIRST)
        if self.why and kinds:
            yield HALF.format(self.why.rstrip("."))
        yield from _iter_listed(self.faults)
        notes = [finding for finding in self.findings if finding.level != FAULT]
        if notes:
            yield "Lưu ý (không tính là lỗi):"
            yield from _iter_listed(notes)
        yield DONE.format(
            requests=_format_number(self.requests),
            size=_format_size(self.bytes),
            seconds=_format_decimal(self.seconds),
        )

    def _verdict(self) -> str:
        site = quote_safely(self.site)
        if self.verdict == UNKNOWN:
            return CANNOT.format(site=site, why=self.why.rstrip("."))
        if self.verdict == FINE and self.header:
            made = due.format_moment(self.header.made.timestamp(), self.zone)
            days = (self.begun - self.header.made).days
            age = AGE.format(_format_number(days)) if days > 0 else ""
            return SAFE.format(
                site=site, files=_format_number(self.header.files), made=made, age=age
            )
        counts = Counter(fault.kind for fault in self.faults)
        kinds = ", ".join(
            f"{_format_number(counts[kind])} {NAMES[kind]}" for kind in NAMES if counts[kind]
        )
        return BAD.format(count=_format_number(len(self.faults)), site=site, kinds=kinds)


def _iter_listed(findings: Sequence[SiteFinding]) -> Iterator[str]:
    """Yield findings, at most MOST of a kind, the worst kinds first."""
    order = (*ALARMING, *(item for item in NAMES if item not in ALARMING))
    ranks = {kind: number for number, kind in enumerate(order)}
    kinds = dict.fromkeys(
        sorted((item.kind for item in findings), key=lambda item: ranks.get(item, 99))
    )
    for kind in kinds:
        same = [item for item in findings if item.kind == kind]
        for item in same[:MOST]:
            yield f"- {quote_safely(item.address)}"
            yield f"    {item.what}" + (f" Đoạn khác: {item.passage}." if item.passage else "")
        if len(same) > MOST:
            yield MORE.format(_format_number(len(same) - MOST))
        yield f"    Cần làm: {same[0].advice}"


def _format_number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _format_decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _format_size(count: int) -> str:
    return f"{_format_decimal(count / 1e6)} MB"
