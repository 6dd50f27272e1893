"""Rules about dates, times and shares that cannot be."""

import re
from calendar import monthrange
from itertools import chain

from plugins.editorial.rule import Found, Rule
from plugins.editorial.text import Text

_LEAP = 2024
"""Stands for the year where none is written: February may have 29 days."""
_DATE = re.compile(
    r"(?P<named>\bngày\s+|\b(?:đến|tới|từ|sáng|trưa|chiều|tối|hôm)\s+)?(?<![\d/.,-])"
    r"(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>(?:19|20)\d\d))?"
    r"|\s+tháng\s+(?P<month2>\d{1,2})(?:\s+năm\s+(?P<year2>\d{4}))?)"
    r"(?![\d/%]|[.,]\d|-\w|\s*(?:điểm|%))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<at>\b(?:lúc|hồi|vào lúc|trước|sau|từ|đến)\s+)?(?<![\d.,/])(?P<hour>\d{1,2})"
    r"(?:\s*(?:giờ|g)\s*(?:(?P<minute>\d{1,2})(?!\d|/)(?:\s*phút)?)?|h(?P<short>\d{2})?)(?!\w)"
    r"(?P<after>\s*,?\s*(?:ngày|cùng ngày|sáng|trưa|chiều|tối|đêm)\b)?",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:hộ|người|đại biểu|phiếu|thôn|xóm|xã|phường|tổ|trường|đơn vị|em|học sinh|hồ sơ|đảng viên"
    r"|cử tri|thành viên|tiêu chí|trẻ|cháu|hội viên|đoàn viên|cán bộ|khu dân cư|cơ quan|gia đình"
    r"|doanh nghiệp|lớp|ca|vụ|chi hội|dự án|công trình|ý kiến|chi bộ|nhà|suất|nhiệm vụ)\b"
)
_SHARE = re.compile(
    rf"(?P<before>\b\w+\s+)?(?<![\d.,/])(?P<part>\d[\d.]*)/(?P<whole>\d[\d.]*)(?=\s+{_THINGS})"
)
_PERCENT = re.compile(
    rf"(?P<before>\b\w+\s+)?(?<![\d.,/])(?P<part>\d{{3,}})%(?=\s+(?:số\s+)?{_THINGS})"
)
_IS_DATE = ("ngày", "sáng", "chiều", "tối", "trưa", "dịp", "lễ", "số", "đường", "từ", "đến", "hôm")
_GROWS = ("tăng", "gấp", "bằng", "vượt", "hơn", "thêm")
_DAYS, _MONTHS, _HOURS, _MINUTES = 31, 12, 24, 60


def impossible_dates(text: Text) -> Found:
    """Yield dates that no calendar has."""
    for match in _DATE.finditer(text.prose.text):
        day, month = int(match["day"]), int(match["month"] or match["month2"])
        year = int(match["year"] or match["year2"] or _LEAP)
        is_named = bool(match["named"]) and match["named"].strip().lower() == "ngày"
        is_sure = is_named or bool(match["year"] or match["month2"])
        if not is_sure and (not match["named"] or month > _MONTHS or day > _DAYS):
            continue
        if year and 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]:
            continue
        start = match.start("day")
        written = " ".join(text.prose.text[start : match.end()].split())
        yield text.spot((start, match.end()), f"không có ngày “{written}”; hãy xem lại ngày, tháng")


def impossible_times(text: Text) -> Found:
    """Yield hours after 24 and minutes after 59; how long something takes may be longer."""
    for match in _TIME.finditer(text.prose.text):
        hour, minute = int(match["hour"]), int(match["minute"] or match["short"] or 0)
        at = (match["at"] or "").strip().lower()
        is_clock = at in ("lúc", "hồi", "vào lúc") or bool(match["after"]) or bool(match["short"])
        is_late = hour > _HOURS or (hour == _HOURS and minute > 0)
        if not (is_clock and is_late) and minute < _MINUTES:
            continue
        start, end = match.start("hour"), match.start("after") if match["after"] else match.end()
        written = text.prose.text[start:end].strip()
        span = (start, start + len(written))
        yield text.spot(span, f"không có giờ “{written}”; hãy xem lại giờ, phút")


def impossible_shares(text: Text) -> Found:
    """Yield parts that are greater than their whole."""
    words = text.prose.text
    for match in chain(_SHARE.finditer(words), _PERCENT.finditer(words)):
        before = (match["before"] or "").strip().lower()
        part = int(match["part"].replace(".", ""))
        is_percent = "whole" not in match.groupdict()
        whole = 100 if is_percent else int(match["whole"].replace(".", ""))
        if part <= whole or before in (_GROWS if is_percent else _IS_DATE):
            continue
        if not is_percent and part <= _DAYS and whole <= _MONTHS and not before:
            continue
        start = match.start("part")
        written = words[start : match.end()]
        yield text.spot(
            (start, match.end()), f"“{written}”: phần lớn hơn tổng số; hãy xem lại hai con số"
        )


RULES = (
    Rule(
        "ngay-khong-co",
        "should",
        "Ngày không có trong lịch",
        "Ngày như 31/11 hay 30/2 không có; người dân không biết phải đến ngày nào.",
        "ngày 31/11/2025",
        "ngày 30/11/2025",
        impossible_dates,
    ),
    Rule(
        "gio-khong-co",
        "should",
        "Giờ không có",
        "Giờ trong ngày từ 0 đến 24, phút từ 0 đến 59. Khoảng thời gian (36 giờ làm việc) không bị "
        "báo.",
        "lúc 25 giờ; 7h75",
        "lúc 15 giờ; 7h45",
        impossible_times,
    ),
    Rule(
        "phan-lon-hon-tong",
        "should",
        "Phần lớn hơn tổng số",
        "Một phần không thể nhiều hơn tổng số: thường là đảo hai con số.",
        "120/100 hộ",
        "100/120 hộ",
        impossible_shares,
    ),
)
