"""Rules about single words: slips of the fingers, words taken for another, two ways to spell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from town_portal.authoring.legacy_fonts import Encoding, decode_legacy, is_unicode
from town_portal.authoring.proofreading.language.syllables import list_syllables
from town_portal.authoring.proofreading.language.tables import Slip, load_slips
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText
from town_portal.core.text import shorten_text

_LEGACY_WORDS = 3
"""Minimum of different words of a line that are Vietnamese only in an old encoding."""
_TOKEN = re.compile(r"[^\s!-,./:-@\[-`{-~“”‘’…–—]+")
"""A word, including all signs that old encodings use as letters."""
LONGEST_MEANT = 160
LONGEST = 24
"""Letters of a word that are repeated in a sentence about it."""
_COUNCIL = ("Ủy", "ỦY", "Uỷ", "UỶ")
"""The one word that is counted with a capital too: other names are spelt as their owners do."""
_OLD = frozenset(
    (
        *(f"{first}{last}" for first in "òóỏõọ" for last in "ae"),
        *(f"{item}y" for item in "ùúủũụ"),
        *_COUNCIL[:2],
    )
)
_NEW = frozenset(
    (*(f"o{last}" for last in "àáảãạèéẻẽẹ"), *(f"u{last}" for last in "ỳýỷỹỵ"), *_COUNCIL[2:])
)
"""The ends of words of which both spellings are right."""


@dataclass(frozen=True, slots=True)
class LegacyLine:
    """A line of a text in an encoding from before Unicode: where it stands, and what it means."""

    place: int
    written: str
    encoding: Encoding
    meant: str


def legacy_lines(text: ProofText) -> Iterator[LegacyLine]:
    """Yield the lines that are Vietnamese in TCVN3 or VNI only: most words become syllables."""
    place = 0
    for line in text.prose.text.split("\n"):
        if not (line.isascii() or is_unicode(line)):
            encoding = _detect_encoding(line)
            if encoding:
                meant = decode_legacy(line, encoding)
                yield LegacyLine(place, line, encoding, " ".join(meant.split()))
        place += len(line) + 1


def _detect_encoding(line: str) -> Encoding:
    known, words = list_syllables(), {word for word in _TOKEN.findall(line) if not word.isascii()}
    strange = {word for word in words if word.lower() not in known}
    encodings: tuple[Encoding, ...] = ("TCVN3", "VNI")
    right = {
        encoding: sum(decode_legacy(word, encoding).lower() in known for word in strange)
        for encoding in encodings
    }
    best = max(encodings, key=lambda item: right[item])
    return best if right[best] >= _LEGACY_WORDS and 2 * right[best] > len(words) else ""


def legacy_encoding(text: ProofText) -> Found:
    """Yield the first line in an old encoding, with what it means."""
    first = next(legacy_lines(text), None)
    if first is None:
        return
    yield (
        text.prose.line(first.place),
        (
            f"chữ gõ bằng bảng mã cũ {first.encoding} nên hiện sai trên mạng; có phải ý là "
            f"“{shorten_text(first.meant, LONGEST_MEANT)}”? Nếu còn tệp Word gốc, hãy nhập lại ở "
            "trang Nhập từ Word (hoặc bằng python3 tasks.py import-word) để chữ được chuyển sang "
            "Unicode; nếu không, hãy chuyển bằng Unikey (Công cụ) rồi dán lại"
        ),
    )


def taken_for_another(text: ProofText) -> Found:
    """Yield the phrases that are hardly ever right, each once, with what was meant."""
    table = load_slips()
    for pair in {*pairwise(text.small)} & table.keys():
        for slip in table[pair]:
            yield from _iter_slipped(text, slip)


def _iter_slipped(text: ProofText, slip: Slip) -> Found:
    for match in slip.pattern.finditer(text.prose.text):
        words = match[0].split()
        if _is_name(words) or _is_end_of_name(text.prose.text, match):
            continue
        written = " ".join(words)
        sentence = f"“{written}” có lẽ phải là “{slip.right}”: {slip.why}"
        right = slip.right
        if match[0].isupper():
            right = right.upper()
        elif match[0][0].isupper():
            right = right[0].upper() + right[1:]
        yield text.spot(match.span(), sentence, right)
        return


def _is_name(words: list[str]) -> bool:
    """Tell whether a phrase is written as a name is: “Củ Chi”, but not “CŨNG CỐ”."""
    return any(word[0].isupper() for word in words[1:]) and not all(map(str.isupper, words))


def _is_end_of_name(words: str, match: re.Match[str]) -> bool:
    """Tell whether the first word is the end of a name: “Trần Đình Trung kết luận”."""
    before = words[max(0, match.start() - LONGEST) : match.start()].split(" ")
    is_capital = match[0][:1].isupper() and not match[0].isupper()
    return is_capital and len(before) > 1 and before[-2][:1].isupper() and before[-1] == ""


def mixed_tones(text: ProofText) -> Found:
    """Yield the first word that puts its tone where the text's other words do not."""
    found = [{word for word in text.different if _has_style(word, item)} for item in (_OLD, _NEW)]
    if not all(found):
        return
    fewer, more = sorted(([word for word in text.words if word in item] for item in found), key=len)
    yield text.spot_of(
        fewer[0],
        f"bài viết cả “{fewer[0]}” lẫn “{more[0]}”: dấu thanh đặt hai kiểu; hãy chọn một "
        "kiểu cho cả bài",
    )


def _has_style(word: str, style: frozenset[str]) -> bool:
    """Tell whether a word puts its tone as a style does; names are not asked."""
    if word[-2:] not in style or word[-3:-2] == "q":
        return False
    return word.islower() or word in _COUNCIL


def decomposed(text: ProofText) -> Found:
    """Yield the first line with letters in pieces."""
    if text.decomposed:
        yield (
            text.decomposed,
            (
                "chữ có dấu được ghi thành chữ và dấu rời nhau (Unicode tổ hợp); nhìn giống nhưng "
                "tìm không ra; hãy gõ lại, hoặc chọn bảng mã “Unicode” (dựng sẵn) trong bộ gõ"
            ),
        )


RULES = (
    Rule(
        "tu-hay-nham",
        "should",
        "Từ hay viết nhầm",
        "Hỏi và ngã, s và x, tr và ch, d và gi: những từ hay bị viết nhầm sang từ khác. Danh sách "
        "đi cùng chương trình (authoring/proofreading/language/confusions.yaml).",
        "tiếp tục cũng cố và phát huy",
        "tiếp tục củng cố và phát huy",
        taken_for_another,
    ),
    Rule(
        "bang-ma-cu",
        "should",
        "Chữ gõ bằng bảng mã cũ (TCVN3, VNI)",
        "Văn bản cũ gõ bằng phông .VnTime (TCVN3) hoặc VNI-Times chỉ đọc được khi máy có phông ấy; "
        "trên mạng chữ hiện sai và không tìm kiếm được. Nhập lại tệp Word gốc ở trang Nhập từ Word "
        "thì chữ được chuyển sang Unicode.",
        "Uû ban nh©n d©n phêng th«ng b¸o",
        "Ủy ban nhân dân phường thông báo",
        legacy_encoding,
    ),
    Rule(
        "dat-dau-hai-kieu",
        "should",
        "Đặt dấu thanh hai kiểu",
        "“ủy” và “uỷ”, “hòa” và “hoà” đều đúng, nhưng trong một bài nên dùng một kiểu, để tìm kiếm "
        "và trình bày thống nhất.",
        "ủy ban … uỷ quyền",
        "ủy ban … ủy quyền",
        mixed_tones,
    ),
    Rule(
        "dau-roi",
        "should",
        "Chữ có dấu ghi rời (Unicode tổ hợp)",
        "Văn bản chép từ máy Mac hoặc tệp PDF hay có chữ và dấu ghi rời nhau. Cổng tự ghép lại khi "
        "dựng trang, nhưng trong tệp thì tìm và thay thế không ra.",
        "a + dấu sắc (hai ký tự)",
        "á (một ký tự)",
        decomposed,
    ),
)
