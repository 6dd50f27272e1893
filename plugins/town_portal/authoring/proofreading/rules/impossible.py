"""Rules about dates, times and shares that cannot be."""

import re
from calendar import monthrange
from collections.abc import Iterator

from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText
from town_portal.core.text import format_number

_LEAP = 2024
"""Stands for the year where none is written: February may have 29 days."""
_DATE = re.compile(
    r"(?<!-)(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>(?:19|20)\d\d))?"
    r"|\s+tháng\s+(?P<month2>\d{1,2})(?:\s+năm\s+(?P<year2>\d{4}))?)"
    r"(?![\d/%]|[.,]\d|-\w|\s*(?:điểm|%))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?:\s*(?:giờ|g)\s*(?:(?P<minute>\d{1,2})(?!\d|/)(?:\s*phút)?)?|h(?P<short>\d{2})?)(?!\w)"
    r"(?P<after>\s*,?\s*(?:ngày|cùng ngày|sáng|trưa|chiều|tối|đêm)\b)?",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:hộ|người|đại biểu|phiếu|thôn|xóm|xã|phường|tổ|trường|đơn vị|em|học sinh|hồ sơ|đảng viên"
    r"|cử tri|thành viên|tiêu chí|trẻ|cháu|hội viên|đoàn viên|cán bộ|khu dân cư|cơ quan|gia đình"
    r"|doanh nghiệp|lớp|ca|vụ|chi hội|dự án|công trình|ý kiến|chi bộ|nhà|suất|nhiệm vụ|dân số)\b"
)
_SHARE = re.compile(
    rf"(?P<part>\d[\d.]*)(?:/(?P<whole>\d[\d.]*)(?=\s+{_THINGS})|%(?=\s+(?:số\s+)?{_THINGS}))"
)
_NUMBER = r"(?<![\d.,/])\d[\d.]*(?:,\d+)?(?![\d/%])"
_TOTAL = re.compile(
    rf"(?P<whole>{_NUMBER})\s+(?P<unit>[^\W\d_]+)(?!\w)[^.;:!?\n\d]*?"
    rf"\b(?:gồm|trong đó|chia ra)\b(?P<parts>(?:[^.;!?\n]|\.(?=\d))*)"
)
_ROUNDING = 0.05
WRONG_SUM = "các phần cộng lại là {}, tổng ghi {}; hãy xem lại các con số"
_NUMBERS = re.compile(r"(?<![\d.,/])\d")
_BEFORE = re.compile(r"(\w+)\s+$")
_REACH = 16
_NAMED = ("ngày", "đến", "tới", "từ", "sáng", "trưa", "chiều", "tối", "hôm")
_IS_DATE = ("ngày", "sáng", "chiều", "tối", "trưa", "dịp", "lễ", "số", "đường", "từ", "đến", "hôm")
_GROWS = ("tăng", "gấp", "bằng", "vượt", "hơn", "thêm")
_DAYS, _MONTHS, _HOURS, _MINUTES = 31, 12, 24, 60


def _iter_matches(pattern: re.Pattern[str], words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what matches where a number begins, with the small word before it."""
    for place in _NUMBERS.finditer(words):
        match = pattern.match(words, place.start())
        if match:
            before = _BEFORE.search(words[max(0, place.start() - _REACH) : place.start()])
            yield before[1].lower() if before else "", match


def impossible_dates(text: ProofText) -> Found:
    """Yield dates that no calendar has."""
    for before, match in _iter_matches(_DATE, text.prose.text):
        day, month = int(match["day"]), int(match["month"] or match["month2"])
        year = int(match["year"] or match["year2"] or _LEAP)
        is_sure = before == "ngày" or bool(match["year"] or match["month2"])
        if not is_sure and (before not in _NAMED or month > _MONTHS or day > _DAYS):
            continue
        if year and 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]:
            continue
        start = match.start("day")
        written = " ".join(text.prose.text[start : match.end()].split())
        yield text.spot((start, match.end()), f"không có ngày “{written}”; hãy xem lại ngày, tháng")


def impossible_times(text: ProofText) -> Found:
    """Yield hours after 24 and minutes after 59; how long something takes may be longer."""
    for before, match in _iter_matches(_TIME, text.prose.text):
        hour, minute = int(match["hour"]), int(match["minute"] or match["short"] or 0)
        is_clock = before in ("lúc", "hồi") or bool(match["after"]) or bool(match["short"])
        is_late = hour > _HOURS or (hour == _HOURS and minute > 0)
        if not (is_clock and is_late) and minute < _MINUTES:
            continue
        start, end = match.start("hour"), match.start("after") if match["after"] else match.end()
        written = text.prose.text[start:end].strip()
        span = (start, start + len(written))
        yield text.spot(span, f"không có giờ “{written}”; hãy xem lại giờ, phút")


def impossible_shares(text: ProofText) -> Found:
    """Yield parts that are greater than their whole."""
    words = text.prose.text
    for before, match in _iter_matches(_SHARE, words):
        part, is_percent = _parse_value(match["part"]), not match["whole"]
        whole = 100 if is_percent else _parse_value(match["whole"])
        if part <= whole or before in (_GROWS if is_percent else _IS_DATE):
            continue
        if not is_percent and part <= _DAYS and whole <= _MONTHS and not before:
            continue
        start = match.start("part")
        written = words[start : match.end()]
        yield text.spot(
            (start, match.end()), f"“{written}”: phần lớn hơn tổng số; hãy xem lại hai con số"
        )


def impossible_sums(text: ProofText) -> Found:
    """Yield totals that are less than their parts in the same sentence, or not men and women."""
    words = text.prose.text
    for match in _TOTAL.finditer(words):
        unit = rf"nam|nữ|{re.escape(match['unit'])}"
        parts = list(re.finditer(rf"({_NUMBER})\s+({unit})(?!\w)", match["parts"]))
        kinds = {part[2] for part in parts}
        is_people = kinds == {"nam", "nữ"} and len(parts) == 2
        if len(parts) < 2 or not (is_people or kinds == {match["unit"]}):
            continue
        total, found = _parse_value(match["whole"]), sum(_parse_value(part[1]) for part in parts)
        if found > total + _ROUNDING or (is_people and found != total):
            start = match.start("parts") + parts[-1].start()
            span = (start, match.start("parts") + parts[-1].end())
            given = _format(found), _format(total)
            yield text.spot(span, WRONG_SUM.format(*given))


def _parse_value(written: str) -> float:
    return float(written.replace(".", "").replace(",", ".") or 0)


def _format(value: float) -> str:
    """Return a number with Vietnamese points and comma: 1.250.000 or 12,5."""
    whole, _, decimals = f"{value:.2f}".partition(".")
    return f"{format_number(int(whole))},{decimals}".rstrip("0").rstrip(",")


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
    Rule(
        "tong-khong-khop",
        "should",
        "Các phần không khớp với tổng",
        "Trong một câu, các phần cộng lại không được lớn hơn tổng; số nam và số nữ cộng lại phải "
        "bằng tổng.",
        "15 đồng chí, gồm 8 nam và 9 nữ",
        "15 đồng chí, gồm 8 nam và 7 nữ",
        impossible_sums,
    ),
)
