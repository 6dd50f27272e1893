"""Rules about doubled words and the blanks around punctuation."""

import re

from plugins.editorial.names import LOWER, UPPER
from plugins.editorial.rule import Found, Rule
from plugins.editorial.text import Text

_GRAMMAR = (
    "của và các những được đã sẽ đang với về trong ngoài để cho theo nhằm thì mà là bị khi tại do "
    "đến tới cùng bằng trên này đó sự việc nên có"
)
"""Words of grammar that are never doubled on purpose; other doubled words may be right."""
_COMPOUND = {
    "bị": "thiết|chuẩn|trang|dự|phòng",
    "do": "tự|lý|lí",
    "tại": "hiện|tồn",
    "bằng": "công|thăng|cân",
    "có": "hiện|vốn|sẵn",
    "này": "",
    "việc": "công|làm",
    "đang": "đảm",
    "nên": "trở|làm",
    "về": "trở|quay",
    "được": "đạt",
    "tới": "sắp",
    "mà": "vậy",
    "trên": "cấp",
    "sự": "nhân|dân|hình|quân|lịch|tâm|thời",
    "đó": "từ",
    "và": "",
    "theo": "kèm",
    "cho": "",
    "là": "",
}
"""Words before a doubled one with which its first half is a word: “thiết bị bị hỏng”."""
_DOUBLED = re.compile(rf"(?<![\w-])({_GRAMMAR.replace(' ', '|')})[ \n]+\1(?![\w-])", re.IGNORECASE)
_PAIR = re.compile(rf"(?<![\w-])([{LOWER}]+ [{LOWER}]+) \1(?![\w-])")
_UPPER = re.compile(r"(?<![\w-])([A-ZĐ]{3,}) \1(?![\w-])")
_BEFORE = re.compile(r"(\w+)[ \n]+$")
_SPACED = re.compile(
    r"(?<=[\w)”\"%])[ \t]+[,;](?=\s|$)|(?<=[\w)”\"%])[ \t]+[.:!?](?=\s*(?:\n|$))", re.M
)
_JOINED = re.compile(rf"(?<=[{LOWER}]{{2}}),(?=[{LOWER}{UPPER}]{{2}})")
_REACH = 24
_WORDS = re.compile(r"\w+$")
_WORDS_AFTER = re.compile(r"\w+")


def doubled_words(text: Text) -> Found:
    """Yield words that stand twice in a row and are no reduplication."""
    words = text.prose.text
    for pattern in (_DOUBLED, _PAIR, _UPPER):
        for match in pattern.finditer(words):
            once = match[1]
            first, *rest = once.split()
            is_reduplicated = rest == [first]
            if is_reduplicated or _is_compound(words, match):
                continue
            yield text.spot(match.span(), f"“{' '.join(match[0].split())}” viết lặp hai lần", once)


def _is_compound(words: str, match: re.Match[str]) -> bool:
    """Tell whether the word before makes another word of the first half."""
    before = _BEFORE.search(words, max(0, match.start() - _REACH), match.start())
    excuses = _COMPOUND.get(match[1].lower(), "").split("|")
    return before is not None and before[1].lower() in excuses


def spaced_punctuation(text: Text) -> Found:
    """Yield commas and points after a blank, and commas that no blank follows."""
    words = text.prose.text
    for match in _SPACED.finditer(words):
        start = _word_before(words, match.start())
        excerpt = words[start : match.end()]
        right = f"{words[start : match.start()]}{match[0].strip()}"
        yield text.spot((start, match.end()), f"“{excerpt}” thừa khoảng trắng trước dấu câu", right)
    for match in _JOINED.finditer(words):
        start, after = _word_before(words, match.start()), _WORDS_AFTER.match(words, match.end())
        end = after.end() if after else match.end()
        right = words[start:end].replace(",", ", ")
        excerpt = words[start:end]
        yield text.spot((start, end), f"“{excerpt}” thiếu khoảng trắng sau dấu phẩy", right)


def _word_before(words: str, end: int) -> int:
    """Return where the word begins that ends at a place."""
    before = _WORDS.search(words[max(0, end - _REACH) : end])
    return end - len(before[0]) if before else end


RULES = (
    Rule(
        "tu-lap",
        "should",
        "Từ viết lặp",
        "Sửa câu nhiều lần hay để sót một từ viết hai lần. Từ láy (ngày ngày, xanh xanh) không bị "
        "báo.",
        "nghị quyết của của Đảng ủy",
        "nghị quyết của Đảng ủy",
        doubled_words,
    ),
    Rule(
        "khoang-trang-dau-cau",
        "should",
        "Khoảng trắng quanh dấu câu",
        "Dấu phẩy, dấu chấm viết liền chữ đứng trước và cách chữ đứng sau.",
        "các phòng , ban,ngành",
        "các phòng, ban, ngành",
        spaced_punctuation,
    ),
)
