"""Rules about days of the week and numbers."""

import re
from collections.abc import Iterator
from datetime import date

from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText
from town_portal.core.dates import WEEKDAYS

_NAMES = {
    **{name: day for day, name in enumerate(("hai", "ba", "tư", "năm", "sáu", "bảy"))},
    "bẩy": 5,
    **{str(number): number - 2 for number in range(2, 8)},
}
SUNDAY = 6
_WEEKDAY = r"(?P<sunday>chủ nhật|\bCN)|\bthứ[ \n](?P<name>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b"
_MENTION = re.compile(r"\b(?:[Tt]hứ|THỨ)[ \n](?=\w)|\b[Cc]hủ [Nn]hật\b|\b(?:CN|CHỦ NHẬT)\b")
_DAY = (
    r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|,?\s+năm\s+)(?P<year>\d{4}))?(?!\d|%|[.,/]\d)"
)
_FORWARD = re.compile(
    rf"(?:{_WEEKDAY})[ \n]?[,(]?\s*(?:tức\s+)?(?:ngày\s+)?(?:mồng\s+)?{_DAY}", re.I
)
_BACKWARD = re.compile(rf"(?<![\d/.]){_DAY}\s*[,(]\s*(?:tức\s+)?(?:{_WEEKDAY})", re.I)
_COUNTED = re.compile(r"(?:lần|khóa|khoá|kỳ|đợt|nhiệm kỳ|hạng|năm|quý|vòng|đời)\s+$", re.I)
_LUNAR = re.compile(r"[^.;\n]*âm lịch", re.I)
_NEAR = 40
"""So many letters around a day of the week are looked at."""


def wrong_weekday(text: ProofText) -> Found:
    """Yield the days of the week that do not go with the date beside them."""
    words = text.prose.text
    for match in _iter_dated(words):
        day = _find_date(match, text.day)
        if day is None or _LUNAR.match(words[match.end() : match.end() + _NEAR]):
            continue
        told = SUNDAY if match["sunday"] else _NAMES[match["name"].lower()]
        if told != day.weekday():
            written = " ".join(match[0].split())
            yield text.spot(
                match.span(),
                f"“{written}”: ngày {day.day}/{day.month}/{day.year} là "
                f"{WEEKDAYS[day.weekday()]}; hãy xem lại thứ hoặc ngày",
            )


def _iter_dated(words: str) -> Iterator[re.Match[str]]:
    """Yield the days of the week with the date that stands after or before each."""
    for mention in _MENTION.finditer(words):
        start, end = mention.span()
        if _COUNTED.search(words, max(0, start - 12), start):
            continue
        found = _FORWARD.match(words, start)
        if found is None:
            before = _BACKWARD.finditer(words, max(0, start - _NEAR), end + 12)
            found = next((item for item in before if item.end() > start), None)
        if found:
            yield found


def _find_date(match: re.Match[str], written: date | None) -> date | None:
    """Return the day that is named; without a year it is the nearest one to the article's."""
    month, day = int(match["month"]), int(match["day"])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day)
        if written is None:
            return None
        years = range(written.year - 1, written.year + 2)
        return min((date(year, month, day) for year in years), key=lambda item: abs(item - written))
    except ValueError:
        return None


_UNITS = (
    r"(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|VNĐ|VND|USD|người|hộ|lượt|con|cây|suất|học sinh|hồ sơ|m2|m²"
    r"|ha|tấn|kg|km|cuốn|đảng viên|hội viên|đoàn viên|sinh viên|công nhân|cử tri|dân|khách)\b"
)
_COMMAS = re.compile(
    rf"(?<![\w.,/])\d{{1,3}}(?:,\d{{3}}){{2,}}(?![\d,])"
    rf"|(?<![\w.,/])[1-9]\d{{0,2}},\d(?:00|50)(?=\s+{_UNITS})"
    rf"|(?<![\w.,/])[1-9]\d{{0,2}},\d{{3}}(?=\s+(?:đồng|VNĐ|VND|người|hộ|lượt|con|cây|suất|học sinh"
    r"|hồ sơ|cuốn|đảng viên|hội viên|đoàn viên|sinh viên|công nhân|cử tri|dân|khách)\b)"
)
_POINT = re.compile(
    rf"(?<![\w.,/-])(?:\d+\.\d{{1,2}}|0\.\d+)(?![\d.,/])(?=\s?%|\s*(?:{_UNITS}|điểm\b|độ\b|mét\b|m\b))"
)
_BARE = re.compile(rf"(?<![\w.,/-])[1-9]\d{{4,}}(?=\s+{_UNITS})")
_NUMBER = re.compile(r"(?<![\w.,/-])(?=\d+[.,]\d|\d{5})\d")
_STYLES = (
    (_COMMAS, "“{}” dùng dấu phẩy ngăn hàng nghìn; tiếng Việt viết “{}”"),
    (_POINT, "“{}” dùng dấu chấm cho phần lẻ; tiếng Việt viết “{}”"),
    (_BARE, "“{}” khó đọc vì không có dấu chấm; hãy viết “{}”"),
)
_UNIT_NAMES = {
    item.lower(): item for item in ("km", "kg", "ha", "cm", "mm", "ml", "kW", "kWh", "kV")
}
_UNIT = re.compile(
    r"(?<=\d)(?P<gap>\s?)(?P<unit>km|kg|ha|cm|mm|ml|kWh|kW|kV)(?![\w²³])|(?<=\d)\s[0oO]C\b", re.I
)
_PERCENT = re.compile(r"\d([ \u00a0]?)%")


def number_style(text: ProofText) -> Found:
    """Yield numbers that are not written as in Vietnamese: 2.000 and 0,25%."""
    words = text.prose.text
    for number in _NUMBER.finditer(words):
        for pattern, sentence in _STYLES:
            match = pattern.match(words, number.start())
            if match:
                right = _correct_number(match[0])
                yield text.spot(match.span(), sentence.format(match[0], right), right)


def _correct_number(number: str) -> str:
    """Return a number with its signs exchanged; one without any gets thousands points."""
    if number.isdigit():
        return f"{int(number):,}".replace(",", ".")
    return number.translate(str.maketrans(",.", ".,"))


def wrong_units(text: ProofText) -> Found:
    """Yield signs of units that are not written as in the international system: Kg, KM, 0C."""
    words = text.prose.text
    for match in _UNIT.finditer(words):
        right = f"{match['gap']}{_UNIT_NAMES[match['unit'].lower()]}" if match["unit"] else " °C"
        if match[0] != right:
            start = re.search(r"[\d.,]+$", words[max(0, match.start() - 20) : match.start()])
            first = match.start() - len(start[0] if start else "")
            number, written = words[first : match.start()], words[first : match.end()]
            sentence = f"“{written}” viết sai ký hiệu đơn vị; hãy viết “{number}{right}”"
            yield text.spot((first, match.end()), sentence, f"{number}{right}")


def mixed_percent(text: ProofText) -> Found:
    """Yield the first per cent sign that does not stand as the text's others do."""
    found = list(_PERCENT.finditer(text.prose.text))
    spaced = [match for match in found if match[1]]
    if not spaced or len(spaced) == len(found):
        return
    odd = spaced if len(spaced) * 2 <= len(found) else [item for item in found if not item[1]]
    how = "có khoảng trắng" if odd is spaced else "viết liền"
    other = odd[0][0].replace(odd[0][1], "") if odd is spaced else f"{odd[0][0][:-1]} %"
    yield text.spot(
        odd[0].span(),
        f"dấu % ở đây {how} với số, chỗ khác trong bài thì không; hãy viết một kiểu, ví dụ 0,25%",
        other,
    )


RULES = (
    Rule(
        "thu-sai-ngay",
        "should",
        "Thứ không khớp với ngày",
        "Thứ và ngày ghi cạnh nhau mà không khớp thì người dân không biết tin cái nào, dễ đến sai "
        "buổi. Ngày không ghi năm thì tính năm gần ngày đăng bài nhất.",
        "thứ Ba, ngày 14/12/2020",
        "thứ Hai, ngày 14/12/2020",
        wrong_weekday,
    ),
    Rule(
        "kieu-so",
        "should",
        "Cách viết số",
        "Tiếng Việt dùng dấu chấm ngăn hàng nghìn và dấu phẩy trước phần lẻ. Viết ngược lại có thể "
        "bị hiểu sai một nghìn lần.",
        "2,000 tỷ đồng; 0.25%; 12500 người",
        "2.000 tỷ đồng; 0,25%; 12.500 người",
        number_style,
    ),
    Rule(
        "don-vi-do",
        "should",
        "Ký hiệu đơn vị đo",
        "Ký hiệu đơn vị có cách viết hoa, viết thường cố định: km, kg, ha, kW, kWh, °C.",
        "2,5 Km; 10 Kg; 27 0C",
        "2,5 km; 10 kg; 27 °C",
        wrong_units,
    ),
    Rule(
        "dau-phan-tram",
        "should",
        "Dấu phần trăm lúc liền lúc cách",
        "“0,25%” và “0,25 %” đều gặp, nhưng trong một bài nên viết một kiểu.",
        "tăng 5%, giảm 3 %",
        "tăng 5%, giảm 3%",
        mixed_percent,
    ),
)
