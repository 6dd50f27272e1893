"""The checks, by name: each looks at one thing in a build, and says what it saw. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from town_portal.core.text import format_number
from town_portal.features.duties import deadlines
from town_portal.features.duties.check_context import Sight
from town_portal.features.duties.missing_fields import FILES
from town_portal.features.duties.missing_fields import list_openings as missing
from town_portal.features.duties.outcome import CheckKind, CheckOutcome, decide_outcome, rate_share

FIELDS = r"[\w-]+ *:( *\w+)+"
PLACE_AND_HOST = "chỗ trong dữ liệu rồi tên máy chủ, cách nhau bằng dấu cách"
ONE_FILE = f"một trong các tệp {', '.join(FILES)}"
CLOSED = ("town.live",)
FOLLOW = "/hoi-dap/tra-cuu/"
FEW = 3
"""So many examples are named where something is missing."""


def check_address(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether something stands at an address of the portal."""
    is_there = sight.has(of)
    return decide_outcome(is_there, "")


def check_filled(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether data files say something at every one of some paths, apart by spaces."""
    values = [value for path in of.split() for value in sight.values(path) or [None]]
    full = sum(1 for value in values if not _is_empty(value))
    if len(values) == 1:
        return decide_outcome(full == 1, "")
    return rate_share(
        full, len(values), f"đã ghi {format_number(full)}/{format_number(len(values))} chỗ"
    )


def check_texts(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether there is a text of a kind: ``articles``, or the folder of a kind."""
    count = len(_list_texts(sight, of))
    return decide_outcome(count > 0, f"có {format_number(count)}" if count else "")


def check_complete(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether all texts of a kind have all fields: ``documents: number issued files``."""
    kind, _, names = of.partition(":")
    records = _list_texts(sight, kind.strip())
    lacking = [
        record.url
        for record in records
        if any(_is_empty(getattr(record, name, None)) for name in names.split())
    ]
    if not records:
        return decide_outcome(False, "không có mục nào để xem")
    return _count_complete(len(records), lacking, "đủ")


def check_signed(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether every article names its author or its source."""
    count = len(sight.site.articles)
    return (
        _count_complete(count, list(sight.unsigned), "có ghi")
        if count
        else check_texts(sight, "articles")
    )


def check_domain(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether the portal's name ends in ``.vn``."""
    site = sight.town.site or ""
    return decide_outcome(
        site.endswith(".vn"), f"địa chỉ đã ghi: {site}" if site else "chưa ghi địa chỉ"
    )


def check_same_host(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether pages ask no other host, but for the streets that a reader asks for."""
    live = sight.town.live
    if live and live.address:
        return decide_outcome(False, f"dịch vụ đếm, đánh giá ở máy khác: {live.address}")
    streets = sight.town.streets
    if streets:
        return decide_outcome(
            True, f"chỉ khi bạn đọc bấm chọn lớp đường phố mới tải từ {streets.host}"
        )
    return decide_outcome(True, "không có máy chủ nào khác")


def check_approval(sight: Sight, _of: str) -> CheckOutcome:
    """Tell whether no article is published that nobody has approved; other texts need nobody."""
    is_on = sight.town.requires_review
    return decide_outcome(is_on, "đang bật" if is_on else "chưa bật (review trong town.yaml)")


def check_hosts(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether all addresses at a path lead to one host, or to one below it.

    ``procedures.*.address host``
    """
    path, _, host = of.partition(" ")
    links = [str(value) for value in sight.values(path) if value]
    ending = f".{host.removeprefix('.')}"
    inside = [link for link in links if f".{_get_host(link)}".endswith(ending)]
    if not links:
        return decide_outcome(False, "không có liên kết nào")
    said = f"{format_number(len(inside))}/{format_number(len(links))} liên kết"
    return rate_share(len(inside), len(links), said)


def check_openings(sight: Sight, of: str) -> CheckOutcome:
    """Tell whether a data file leaves nothing open that the law asks for."""
    found = [item.words for item in missing(sight.data) if item.file == of]
    more = "…" if len(found) > FEW else ""
    said = f"còn {format_number(len(found))} chỗ: {'; '.join(found[:FEW])}{more}" if found else ""
    return CheckOutcome("partly" if found else "met", said)


def _get_host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:  # a bracket that is not closed
        return ""


def _list_texts(sight: Sight, kind: str) -> Sequence[Any]:
    return sight.site.articles if kind == "articles" else sight.site.of(kind)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)


def _count_complete(count: int, lacking: list[str], words: str) -> CheckOutcome:
    """Return how many of all are as they should be, and the first that are not."""
    said = f"{format_number(count - len(lacking))}/{format_number(count)} {words}"
    if lacking:
        more = "…" if len(lacking) > FEW else ""
        said += "; còn thiếu: " + ", ".join(f"/{url}" for url in lacking[:FEW]) + more
    return rate_share(count - len(lacking), count, said)


def is_closed(check: str, of: str) -> bool:
    """Tell whether a check looks for what the portal of a former authority has closed."""
    if check == "filled":
        return all(path.startswith(CLOSED) for path in of.split())
    return check in ("holidays", "timely") or (check == "address" and of == FOLLOW)


CHECKS: Mapping[str, CheckKind] = {
    "address": CheckKind("{}", check_address, "địa chỉ, ví dụ /to-chuc/"),
    "filled": CheckKind("{}", check_filled, "chỗ trong dữ liệu, ví dụ town.email"),
    "texts": CheckKind("ít nhất một {}", check_texts, "articles, hoặc thư mục như documents"),
    "complete": CheckKind(
        "đủ các trường ở mọi {}", check_complete, "ví dụ documents: number issued files", FIELDS
    ),
    "signed": CheckKind("tên tác giả hoặc nguồn ở mọi bài", check_signed),
    "domain": CheckKind("tên miền kết thúc bằng .vn", check_domain),
    "same_host": CheckKind("mọi tệp của trang ở chính máy chủ của cổng", check_same_host),
    "approval": CheckKind("việc duyệt mọi bài viết trước khi đăng", check_approval),
    "hosts": CheckKind(
        "tên miền đúng ở mọi {}", check_hosts, PLACE_AND_HOST, r"\S+ +\.?\w[\w-]*(\.\w[\w-]*)+"
    ),
    "openings": CheckKind(
        "mọi nội dung luật yêu cầu về {}", check_openings, ONE_FILE, "|".join(map(re.escape, FILES))
    ),
    **deadlines.CHECKS,
}
