"""Rules about capitals in the names of bodies and offices (Nghị định 30/2020/NĐ-CP, Phụ lục II)."""

import re
from collections.abc import Iterator

from town_portal.authoring.proofreading.names import LOWER, NAME
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText

_BODIES = (
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc",
    "Mặt trận Tổ quốc",
    "Thủ tướng Chính phủ",
    "Văn phòng Chính phủ",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Hội Chữ thập đỏ",
)
_FIELDS = (
    *("Nội vụ", "Tài chính", "Xây dựng", "Tư pháp", "Công Thương", "Y tế", "Quốc phòng", "Công an"),
    *("Ngoại giao", "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Nông nghiệp và Môi trường"),
    *("Văn hóa, Thể thao và Du lịch", "Tài nguyên và Môi trường", "Giao thông vận tải"),
    *("Kế hoạch và Đầu tư", "Thông tin và Truyền thông", "Dân tộc và Tôn giáo"),
    *("Nông nghiệp", "Văn hóa", "Giáo dục", "Kinh tế", "Lao động", "Du lịch", "Dân tộc"),
)
"""Longer names before the shorter ones with which they begin."""
_KINDS = ("Sở", "Bộ", "Phòng")
_FORMS = (*_BODIES, *(f"{kind} {name}" for kind in _KINDS for name in _FIELDS))
_PATTERN = re.compile(
    rf"(?<!\w)(?=[ủumthvsbp])(?:(?:sở|bộ|phòng) (?:{'|'.join(map(re.escape, _FIELDS))})"
    rf"|{'|'.join(map(re.escape, _BODIES))})(?!\w)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:của|do|tại|với|theo)\s+$")
"""What stands before one body, where “bộ” may be the end of another word: “cán bộ Công an”."""
_RIGHT = {form.lower(): form for form in _FORMS}
_OFFICES = (
    "Chủ tịch|Bí thư|Giám đốc|Chủ nhiệm|Thủ tướng|Bộ trưởng|Trưởng phòng|Hiệu trưởng|Trưởng ban"
)
_AFTER = (
    r"(?=\s+(?:UBND|HĐND|[ỦU][yỷ] ban|Hội|Sở|Ban |Đảng ủy|Thị ủy|Tỉnh ủy|Đoàn|Công an|Trung tâm"
    rf"|Trường|{NAME.pattern}))"
)
_DEPUTY = re.compile(
    rf"(?<!\w)(?:phó|Phó) (?i:{_OFFICES.replace('Thủ tướng|', '')}|Thủ tướng){_AFTER}"
)
_BEFORE_NAME = re.compile(rf"(?<![\w])(?<!Phó )(?<!phó )(?:{_OFFICES.lower()}){_AFTER}")
_TOO_MANY = re.compile(
    r"(?<!\w)(?:Chủ Tịch|Bí Thư|Giám Đốc|Chủ Nhiệm|Thủ Tướng|Bộ Trưởng|Hiệu Trưởng"
    r"|Thị Xã|Thành Phố|Quốc Hội|Chính Phủ)(?!\w)"
    rf"|(?<=(?:UBND|HĐND) )(Tỉnh|Huyện|Thành phố|Thị xã|Phường|Xã)(?= [{LOWER}]|[.,;])"
)
_LAW = re.compile(
    rf"\b(?:[Cc]ăn cứ|[Tt]heo|[Tt]hực hiện|[Tt]hi hành|của|tại|[Dd]ự án|[Dd]ự thảo)\s+Luật\s+"
    rf"(?!này|đã|có|được|cũng|là|mới|pháp|định|sư|gia|lệ|trên|nói|hiện|nêu)([{LOWER}]+)"
)
_FEAST = re.compile(r"\b[Tt]ết (nguyên đán|trung thu|đoan ngọ|thanh minh)\b")


def wrong_capitals(text: ProofText) -> Found:
    """Yield names of bodies and offices whose capitals are not those of the decree."""
    for span, written, right in _iter_slips(text.prose.text):
        if written == right or written.isupper():
            continue
        yield text.spot(
            span,
            f"“{' '.join(written.split())}” nên viết hoa là “{right}” (Nghị định 30/2020/NĐ-CP)",
            right,
        )


def _iter_slips(words: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield the places, the words and how the decree writes them."""
    for match in _PATTERN.finditer(words):
        written = " ".join(match[0].split())
        right = _RIGHT[written.lower()]
        is_kind = right.startswith(_KINDS) and match[0][0].islower()
        is_one = not is_kind or _ONE_OF.search(words[max(0, match.start() - 8) : match.start()])
        if is_one and not _is_plural(words, match.start()):
            yield match.span(), written, right
    for match in _DEPUTY.finditer(words):
        yield match.span(), match[0], f"Phó {_capitalise(match[0][4:])}"
    for match in _BEFORE_NAME.finditer(words):
        yield match.span(), match[0], _capitalise(match[0])
    for sign, pattern in ((" Luật", _LAW), ("ết ", _FEAST)):
        for match in pattern.finditer(words) if sign in words else ():
            yield match.span(1), match[1], _capitalise(match[1])
    for match in _TOO_MANY.finditer(words):
        yield match.span(), match[0], match[1].lower() if match[1] else _capitalise(match[0])


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:].lower()


def _is_plural(words: str, start: int) -> bool:
    """Tell whether bodies of a kind are meant, not one of them: “các ủy ban nhân dân”."""
    return bool(re.search(r"\b(?:các|những|mỗi|từng|một)\s+$", words[max(0, start - 8) : start]))


RULES = (
    Rule(
        "viet-hoa-chuc-danh",
        "should",
        "Viết hoa tên cơ quan, chức vụ",
        "Phụ lục II Nghị định 30/2020/NĐ-CP: viết hoa chữ đầu của tên cơ quan và chức vụ đi liền "
        "với tên người; các chữ sau viết hoa theo tên lĩnh vực (Sở Nội vụ, Bộ Tài chính).",
        "ủy ban nhân dân phường; Sở nội vụ; Chủ Tịch",
        "Ủy ban nhân dân phường; Sở Nội vụ; Chủ tịch",
        wrong_capitals,
    ),
)
