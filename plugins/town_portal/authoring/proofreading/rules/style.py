"""Rules about titles, the summary, short forms, dashes and waivers."""

import re
from collections.abc import Callable, Iterator

from town_portal.authoring.proofreading.language.tables import load_abbreviations, load_expansions
from town_portal.authoring.proofreading.names import UPPER
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText

LONGEST_TITLE = 120
"""Letters of a title; a longer one is cut in lists and by other sites."""
_UPPER = "A-ZĐÂÊÔĂƠƯ"
_SHORT = re.compile(rf"(?<![\w/.@-])[{_UPPER}]{{2,}}(?:-[{_UPPER}]{{2,}})*(?![\w/@]|-\w|\.\w)")
_OFFICIAL = frozenset(
    "UBND HĐND MTTQ BHYT BHXH THCS THPT CCCD TAND VKSND ĐBQH UBMTTQ".split()  # noqa: SIM905
)
"""Short forms so common that one near to them is a slip."""
_DECREE = re.compile(r"(?<=/)((?:19|20)\d\d/NĐ)-(?!CP\b|HĐBT\b)\w+")
_LEAST_LETTERS = 3
"""Two letters begin too many pairs of words."""
_LEAST_CAPITALS = 3
"""From so many capital words on a title or a piece is written in capitals."""
_CAPITALS = re.compile(rf"[{UPPER}]{{2,}}(?:[ –-]+[{UPPER}]{{2,}})+")
_PLAIN = re.compile(rf"[{_UPPER} –-]+")
_TITLE_OF = (
    r"(?:Phó )?(?:Tổng |Quyền )?(?:Bí thư|Chủ tịch|Chủ nhiệm|Chánh|Giám đốc|Trưởng|Phó|Ủy viên"
    r"|Uỷ viên|Hiệu trưởng|Viện trưởng|Cục trưởng|Chi cục|Đại tá|Thượng tá|Trung tá|Thiếu tá|Tỉnh"
    r"|UVBTV|UVTV|TUV|Đội trưởng|Bác sĩ|Hội trưởng|Tổ trưởng|Thường trực|Nguyên|Tư lệnh|Chỉ huy)"
)
_NAME = r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+[ ]){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+"
_DASHES = (" - ", "–", "—")
_NAMED = re.compile(rf"({_NAME})\s*([-–—])\s*({_TITLE_OF}\w*(?: \w+)?)")


def short_forms(text: ProofText) -> Found:
    """Yield the office's short forms that are not written out anywhere in the text, each once."""
    words = _CAPITALS.sub(_blank_capitals, text.prose.text)
    known = {*text.town.abbreviations}
    seen = dict.fromkeys(match[0] for match in _SHORT.finditer(words))
    for short in seen:
        whole = load_expansions().get(short) or _find_written_name(short, text)
        if not whole or short in known or _is_explained(short, text):
            continue
        is_there = whole.lower() in text.prose.text.lower()
        advice = f"lần đầu hãy viết “{whole} ({short})”"
        sentence = f"“{short}” chưa được giải nghĩa trong bài; " + (
            f"bài có “{whole}”, {advice}" if is_there else advice
        )
        yield text.spot_of(short, sentence, f"{whole} ({short})")


def _blank_capitals(match: re.Match[str]) -> str:
    """Return capital words in a row, emptied where they are no short forms but a heading."""
    is_row = match[0].count(" ") >= _LEAST_CAPITALS - 1
    return match[0] if _PLAIN.fullmatch(match[0]) and not is_row else " " * len(match[0])


def _is_explained(short: str, text: ProofText) -> bool:
    """Tell whether a short form stands in brackets after words, or before words in brackets."""
    name = re.escape(short)
    pattern = rf"\w[”\"]?\s*\([^()\n]{{0,40}}\b{name}\b[^()\n]{{0,40}}\)|\b{name}\b\s*\(\w[^()\n]+ "
    meaning = rf"|\b{name}\b\s*(?:là|nghĩa là|viết tắt của|=|:)\s+[a-zà-ỹđ]"
    return bool(re.search(pattern + meaning, text.prose.text))


def _find_written_name(short: str, text: ProofText) -> str:
    """Return the body's name in the text that a short form stands for; empty without one.

    Only a name counts, whose first word has a capital though no sentence begins there: ordinary
    words that happen to begin with these letters do not.
    """
    if short in load_abbreviations() or len(short) < _LEAST_LETTERS or not short.isalpha():
        return ""
    initials = [letter.lower() for letter in short]
    rest = r"\s+".join(rf"{first}\w*" for first in initials[1:])
    pattern = rf"(?<=[a-zà-ỹđ] )((?-i:{short[0]})\w*\s+{rest})(?!\w)"
    match = re.search(pattern, text.prose.text, re.IGNORECASE)
    return " ".join(match[1].split()) if match and not match[1].isupper() else ""


def wrong_short_forms(text: ProofText) -> Found:
    """Yield short forms that are one letter away from one that everybody knows, or decrees'."""
    words = text.prose.text
    known = {*load_abbreviations(), *load_expansions(), *text.town.abbreviations}
    for match in _SHORT.finditer(words):
        right = (
            ""
            if match[0] in known
            else next(filter(_make_near_test(match[0]), sorted(_OFFICIAL)), "")
        )
        if right and not _is_explained(match[0], text):
            yield text.spot(match.span(), f"“{match[0]}” có lẽ phải là “{right}”", right)
    for match in _DECREE.finditer(words):
        yield text.spot(match.span(), f"“{match[0]}”: nghị định có ký hiệu NĐ-CP", f"{match[1]}-CP")


def _make_near_test(short: str) -> Callable[[str], bool]:
    """Return what tells whether a short form has one other letter, or two letters exchanged."""

    def is_near(right: str) -> bool:
        odd = [
            item for item, pair in enumerate(zip(short, right, strict=False)) if len({*pair}) > 1
        ]
        is_same = len(short) == len(right) and sorted(short) == sorted(right)
        return len(short) == len(right) and (len(odd) == 1 or (len(odd) == 2 and is_same))

    return is_near


def mixed_dashes(text: ProofText) -> Found:
    """Yield the hyphens between a name and its title in a text that has dashes there too."""
    if sum(sign in text.prose.text for sign in _DASHES) < 2:
        return
    found = list(_NAMED.finditer(text.prose.text))
    signs = {match[2] for match in found}
    if len(signs) < 2:
        return
    for match in found:
        if match[2] == "-":
            right = f"{match[1]} – {match[3]}"
            yield text.spot(
                match.span(),
                f"“{match[1]} - {match[3]}” dùng gạch nối, chỗ khác trong bài dùng gạch ngang; "
                f"hãy viết “{right}”",
                right,
            )


def capital_title(text: ProofText) -> Found:
    """Yield a title in capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.title) if len(word) > 1]
    if len(words) >= _LEAST_CAPITALS and all(map(str.isupper, words)):
        yield (
            text.title_line,
            (
                "tiêu đề viết hoa toàn bộ, khó đọc và máy đọc màn hình có thể đánh vần; hãy viết "
                "như một câu thường"
            ),
        )


def long_title(text: ProofText) -> Found:
    """Yield a title that is too long."""
    if len(text.title) > LONGEST_TITLE and not text.is_quoted:
        yield (
            text.title_line,
            (
                f"tiêu đề dài {len(text.title)} ký tự, nên tối đa {LONGEST_TITLE}; hãy rút gọn, "
                "phần còn lại đưa vào mục Tóm tắt (summary)"
            ),
        )


def missing_summary(text: ProofText) -> Found:
    """Yield an article without summary."""
    if text.summary is not None and not text.summary.strip():
        yield 1, "bài chưa có tóm tắt; hãy ghi mục Tóm tắt (summary): một hai câu nêu ý chính"


def unknown_waivers(names: frozenset[str]) -> Rule:
    """Return the rule about waivers that name none of these rules, nor this one."""

    def look(text: ProofText) -> Iterator[tuple[int, str]]:
        for name, line in text.waived.items():
            if name not in names and name != STRANGE_WAIVER:
                yield (
                    line,
                    (
                        f"không có quy tắc nào tên “{name}” nên dòng này không có tác dụng; hãy "
                        "chọn đúng quy tắc mà kết quả soát lỗi nêu"
                    ),
                )

    return Rule(
        STRANGE_WAIVER,
        "should",
        "Miễn một quy tắc không có",
        "Mục Chỗ cố ý để khác quy tắc (waive) ghi sai tên quy tắc thì không miễn được gì.",
        "waive: [{rule: anh-thieu-tac-gia, reason: …}]",
        "waive: [{rule: anh-thieu-nguoi-chup, reason: Ảnh tư liệu, không rõ người chụp}]",
        look,
    )


STRANGE_WAIVER = "mien-quy-tac-la"
RULES = (
    Rule(
        "viet-tat-chua-giai",
        "should",
        "Chữ viết tắt chưa giải nghĩa",
        "Người dân không biết hết chữ viết tắt của cơ quan. Lần đầu trong bài hãy viết đầy đủ rồi "
        "ghi chữ tắt trong ngoặc. Quy tắc chỉ báo những chữ hành chính thường gặp (CCHC, GPMB…) và "
        "chữ tắt của tên cơ quan có viết đủ trong bài. Chữ nào ở địa phương ai cũng hiểu thì thêm "
        "vào mục Chữ tắt ai cũng hiểu của bảng Soát lỗi ở bàn soạn tin (abbreviations trong "
        "content/data/proofreading.yaml).",
        "công tác CCHC của thị xã",
        "công tác cải cách hành chính (CCHC) của thị xã",
        short_forms,
    ),
    Rule(
        "viet-tat-sai",
        "should",
        "Chữ viết tắt có thể sai",
        "Chữ viết tắt chỉ khác một chữ với chữ ai cũng biết thường là gõ nhầm; ký hiệu của nghị "
        "định luôn là NĐ-CP.",
        "UBNB phường; 168/2024/NĐ-PC",
        "UBND phường; 168/2024/NĐ-CP",
        wrong_short_forms,
    ),
    Rule(
        "gach-ten-chuc-danh",
        "should",
        "Gạch nối và gạch ngang lẫn lộn",
        "Giữa tên người và chức danh dùng gạch ngang (–) có khoảng trắng hai bên. Trong một bài "
        "đừng chỗ dùng gạch nối (-), chỗ dùng gạch ngang (–).",
        "đồng chí A - Chủ tịch UBND; đồng chí B – Phó Chủ tịch",
        "đồng chí A – Chủ tịch UBND; đồng chí B – Phó Chủ tịch",
        mixed_dashes,
    ),
    Rule(
        "tieu-de-chu-hoa",
        "should",
        "Tiêu đề viết hoa toàn bộ",
        "Chữ hoa toàn bộ khó đọc, chiếm nhiều chỗ, mất phân biệt tên riêng.",
        "THÔNG BÁO LỊCH TIẾP CÔNG DÂN",
        "Thông báo lịch tiếp công dân",
        capital_title,
    ),
    Rule(
        "tieu-de-qua-dai",
        "should",
        "Tiêu đề quá dài",
        f"Tiêu đề trên {LONGEST_TITLE} ký tự bị cắt trong danh sách, trên Zalo và trang tìm kiếm.",
        "Một tiêu đề chép cả tên đầy đủ của hội nghị, nghị quyết và các cơ quan dự",
        "Thị xã sơ kết ba năm cải cách hành chính",
        long_title,
    ),
    Rule(
        "bai-thieu-tom-tat",
        "should",
        "Bài chưa có tóm tắt",
        "Tóm tắt hiện trên đầu bài, trong danh sách và khi chia sẻ. Không có thì cổng lấy đoạn "
        "đầu, thường dài và không nêu được ý chính.",
        "(mục Tóm tắt để trống)",
        "Tóm tắt (summary): Một hai câu nêu ý chính của bài.",
        missing_summary,
    ),
)
