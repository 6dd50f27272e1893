"""Why a page was made again: the chain from the changed text to it, as a sentence for people."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from town_portal.build.incremental.output_manifest import OutputManifest, Task
from town_portal.build.incremental.reasons import translate_reason
from town_portal.core import dates

UNKNOWN = "lần dựng này không có tệp “{}”; hãy ghi địa chỉ trang, ví dụ /2020/12/14/ten-bai/"

_STEPS = {
    "article page": "trang của bài",
    "lists": "danh sách có bài ấy",
    "open data": "dữ liệu mở của tháng ấy",
    "search": "mục lục tìm kiếm của năm ấy",
    "sitemaps": "sơ đồ trang của tháng ấy",
}
"""The steps that write files, in words."""


def explain_page(
    page: str,
    ledger: OutputManifest,
    cause_of: Callable[[Task], str],
    zone: ZoneInfo,
    base: str | None,
) -> str:
    """Return why the page at the address ``page`` was last made again, and when."""
    name = find_page_file(page, base or "")
    row = ledger.row(name)
    if row is None:
        return UNKNOWN.format(name)
    if name in ledger.fresh:
        cause = cause_of((row.step, row.key))
        chain = f" ({cause} → {_STEPS.get(row.step, row.step)} → trang này)" if cause else ""
        return f"/{name} vừa dựng lại, vì {translate_reason(row.reason)}{chain}"
    moment = datetime.fromtimestamp(row.changed / 10**9, zone)
    when = f"{dates.format_clock(moment)} ngày {dates.format_day(moment)}"
    return (
        f"/{name} được giữ nguyên; ghi lần gần nhất lúc {when}, vì {translate_reason(row.reason)}"
    )


def find_page_file(page: str, base: str) -> str:
    """Return the file of the page that somebody means by an address or by the file itself."""
    path = unquote(urlsplit(page).path)
    name = path.removeprefix(urlsplit(base).path).strip("/")
    return name if "." in name.rpartition("/")[2] else f"{name}/index.html".lstrip("/")
