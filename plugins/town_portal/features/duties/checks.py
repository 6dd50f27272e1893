"""The checks, by name: each looks at one thing in a build, and says what it saw. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from town_portal.core.text import number
from town_portal.features.duties import deadlines
from town_portal.features.duties.openings import FILES
from town_portal.features.duties.openings import openings as missing
from town_portal.features.duties.outcome import Kind, Outcome, either, of_all
from town_portal.features.duties.sight import Sight

FIELDS = r"[\w-]+ *:( *\w+)+"
PLACE_AND_HOST = "chỗ trong dữ liệu rồi tên máy chủ, cách nhau bằng dấu cách"
ONE_FILE = f"một trong các tệp {', '.join(FILES)}"
CLOSED = ("town.live",)
FOLLOW = "/hoi-dap/tra-cuu/"
FEW = 3
"""So many examples are named where something is missing."""


def address(sight: Sight, of: str) -> Outcome:
    """Tell whether something stands at an address of the portal."""
    is_there = sight.has(of)
    return either(is_there, "")


def filled(sight: Sight, of: str) -> Outcome:
    """Tell whether data files say something at every one of some paths, apart by spaces."""
    values = [value for path in of.split() for value in sight.values(path) or [None]]
    full = sum(1 for value in values if not _is_empty(value))
    if len(values) == 1:
        return either(full == 1, "")
    return of_all(full, len(values), f"đã ghi {number(full)}/{number(len(values))} chỗ")


def texts(sight: Sight, of: str) -> Outcome:
    """Tell whether there is a text of a kind: ``articles``, or the folder of a kind."""
    count = len(_texts(sight, of))
    return either(count > 0, f"có {number(count)}" if count else "")


def complete(sight: Sight, of: str) -> Outcome:
    """Tell whether all texts of a kind have all fields: ``documents: number issued files``."""
    kind, _, names = of.partition(":")
    records = _texts(sight, kind.strip())
    lacking = [
        record.url
        for record in records
        if any(_is_empty(getattr(record, name, None)) for name in names.split())
    ]
    if not records:
        return either(False, "không có mục nào để xem")
    return _counted(len(records), lacking, "đủ")


def signed(sight: Sight, _of: str) -> Outcome:
    """Tell whether every article names its author or its source."""
    count = len(sight.site.articles)
    return _counted(count, list(sight.unsigned), "có ghi") if count else texts(sight, "articles")


def domain(sight: Sight, _of: str) -> Outcome:
    """Tell whether the portal's name ends in ``.vn``."""
    site = sight.town.site or ""
    return either(site.endswith(".vn"), f"địa chỉ đã ghi: {site}" if site else "chưa ghi địa chỉ")


def same_host(sight: Sight, _of: str) -> Outcome:
    """Tell whether pages ask no other host, but for the streets that a reader asks for."""
    live = sight.town.live
    if live and live.address:
        return either(False, f"dịch vụ đếm, đánh giá ở máy khác: {live.address}")
    streets = sight.town.streets
    if streets:
        return either(True, f"chỉ khi bạn đọc bấm chọn lớp đường phố mới tải từ {streets.host}")
    return either(True, "không có máy chủ nào khác")


def approval(sight: Sight, _of: str) -> Outcome:
    """Tell whether no article is published that nobody has approved; other texts need nobody."""
    is_on = sight.town.requires_review
    return either(is_on, "đang bật" if is_on else "chưa bật (review trong town.yaml)")


def hosts(sight: Sight, of: str) -> Outcome:
    """Tell whether all addresses at a path lead to one host, or to one below it.

    ``procedures.*.address host``
    """
    path, _, host = of.partition(" ")
    links = [str(value) for value in sight.values(path) if value]
    ending = f".{host.removeprefix('.')}"
    inside = [link for link in links if f".{_host(link)}".endswith(ending)]
    if not links:
        return either(False, "không có liên kết nào")
    said = f"{number(len(inside))}/{number(len(links))} liên kết"
    return of_all(len(inside), len(links), said)


def openings(sight: Sight, of: str) -> Outcome:
    """Tell whether a data file leaves nothing open that the law asks for."""
    found = [it.words for it in missing(sight.data) if it.file == of]
    more = "…" if len(found) > FEW else ""
    said = f"còn {number(len(found))} chỗ: {'; '.join(found[:FEW])}{more}" if found else ""
    return Outcome("partly" if found else "met", said)


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:  # a bracket that is not closed
        return ""


def _texts(sight: Sight, kind: str) -> Sequence[Any]:
    return sight.site.articles if kind == "articles" else sight.site.of(kind)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)


def _counted(count: int, lacking: list[str], words: str) -> Outcome:
    """Return how many of all are as they should be, and the first that are not."""
    said = f"{number(count - len(lacking))}/{number(count)} {words}"
    if lacking:
        more = "…" if len(lacking) > FEW else ""
        said += "; còn thiếu: " + ", ".join(f"/{url}" for url in lacking[:FEW]) + more
    return of_all(count - len(lacking), count, said)


def is_closed(check: str, of: str) -> bool:
    """Tell whether a check looks for what the portal of a former authority has closed."""
    if check == "filled":
        return all(path.startswith(CLOSED) for path in of.split())
    return check in ("holidays", "timely") or (check == "address" and of == FOLLOW)


CHECKS: Mapping[str, Kind] = {
    "address": Kind("{}", address, "địa chỉ, ví dụ /to-chuc/"),
    "filled": Kind("{}", filled, "chỗ trong dữ liệu, ví dụ town.email"),
    "texts": Kind("ít nhất một {}", texts, "articles, hoặc thư mục như documents"),
    "complete": Kind(
        "đủ các trường ở mọi {}", complete, "ví dụ documents: number issued files", FIELDS
    ),
    "signed": Kind("tên tác giả hoặc nguồn ở mọi bài", signed),
    "domain": Kind("tên miền kết thúc bằng .vn", domain),
    "same_host": Kind("mọi tệp của trang ở chính máy chủ của cổng", same_host),
    "approval": Kind("việc duyệt mọi bài viết trước khi đăng", approval),
    "hosts": Kind(
        "tên miền đúng ở mọi {}", hosts, PLACE_AND_HOST, r"\S+ +\.?\w[\w-]*(\.\w[\w-]*)+"
    ),
    "openings": Kind(
        "mọi nội dung luật yêu cầu về {}", openings, ONE_FILE, "|".join(map(re.escape, FILES))
    ),
    **deadlines.CHECKS,
}
