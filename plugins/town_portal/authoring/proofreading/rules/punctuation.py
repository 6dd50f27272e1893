"""Rules about blanks around signs, signs that stand twice, quotes and brackets left open."""

import re
from collections.abc import Iterator
from itertools import pairwise

from town_portal.authoring.proofreading.names import LOWER, UPPER
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import BREAK, ProofText

_END = r"(?<=[\w)”\"%])"
_MARKS = (
    (
        re.compile(rf"{_END}[ \t]+[,;.:!?](?=\s|$)(?![ \t]*\.)"),
        "thừa khoảng trắng trước dấu câu",
        str.strip,
    ),
    (
        re.compile(rf"{_END}[ \t]*(?:([,;])[ \t]*[,;]|[,;][ \t]*(\.)|(\.)[ \t]+\.)(?!\.|[ \t]*\.)"),
        "có hai dấu câu liền nhau",
        lambda sign: "." if "." in sign else sign.strip()[0],
    ),
    (
        re.compile(
            rf"(?<=[{LOWER}]{{2}}),(?=[{LOWER}{UPPER}]{{2}})"
            rf"|(?<=[{LOWER}]{{2}})[.;!?](?=[{UPPER}][{LOWER}])"
        ),
        "thiếu khoảng trắng sau dấu câu",
        lambda sign: f"{sign} ",
    ),
    (
        re.compile(rf"(?<=[{LOWER}]{{2}})\([ \t]*(?=[{LOWER}{UPPER}]{{2}})"),
        "thiếu khoảng trắng trước dấu ngoặc",
        lambda sign: f" {sign.strip()}",
    ),
    (re.compile(r"(?<=\s)\([ \t]+(?=\w)"), "thừa khoảng trắng sau dấu ngoặc", str.strip),
)
"""What is wrong between two words, why, and what to write there."""
_SUSPECT = re.compile(r"[ \t][,;.:!?]|[,;.!?][^\W\d_]|[,;][ \t]*[,;.]|\w\(|\([ \t]")
"""Without any of these nothing is wrong."""
_REACH = 24
_WORD_BEFORE = re.compile(r"\w+\W?$")
_WORD_AFTER = re.compile(r"\w+")
_EDGE = re.compile(rf"{BREAK}|\n[ \t]*\n")
_CLOSED_BY = {"”": "“", ")": "(", '"': '"'}
_SIGN = re.compile(r"[“”()]|(?<!\d)\"")
_QUOTED = re.compile(r"\s*[“\"–-]")


def spaced_punctuation(text: ProofText) -> Found:
    """Yield signs with a blank too many or too few, and signs that stand twice."""
    words = text.prose.text
    if not _SUSPECT.search(words):
        return
    for pattern, why, mend in _MARKS:
        for match in pattern.finditer(words):
            before = _WORD_BEFORE.search(words[max(0, match.start() - _REACH) : match.start()])
            start = match.start() - len(before[0] if before else "")
            after = _WORD_AFTER.match(words, match.end())
            end = after.end() if after else match.end()
            excerpt = words[start:end]
            right = f"{words[start : match.start()]}{mend(match[0])}{words[match.end() : end]}"
            yield text.spot((start, end), f"“{excerpt}” {why}", right)


def open_pairs(text: ProofText) -> Found:
    """Yield quotes and brackets that a paragraph opens and does not close.

    A quote that goes on may stay open where the next paragraph begins with one too.
    """
    words = text.prose.text
    edges = [(0, 0), *(item.span() for item in _EDGE.finditer(words)), (len(words), len(words))]
    for (_, start), (end, after) in pairwise(edges):
        for place in _iter_left_open(words, start, end):
            sign = words[place]
            if sign != "(" and _QUOTED.match(words, after):
                continue
            follows = _WORD_AFTER.search(words, place, end)
            last = follows.end() if follows else place + 1
            kind = "ngoặc đơn" if sign == "(" else "ngoặc kép"
            sentence = f"dấu {kind} mở trước “{words[place + 1 : last]}” mà không đóng"
            yield text.spot((place, last), sentence)


def _iter_left_open(words: str, start: int, end: int) -> Iterator[int]:
    """Yield where the signs stand that are not closed, each kind by itself."""
    waiting: dict[str, list[int]] = {sign: [] for sign in _CLOSED_BY.values()}
    for match in _SIGN.finditer(words, start, end):
        places = waiting[_CLOSED_BY.get(match[0], match[0])]
        if match[0] in _CLOSED_BY and places:
            places.pop()
        elif match[0] in waiting:
            places.append(match.start())
    yield from sorted(place for places in waiting.values() for place in places)


RULES = (
    Rule(
        "khoang-trang-dau-cau",
        "should",
        "Khoảng trắng quanh dấu câu",
        "Dấu phẩy, dấu chấm viết liền chữ đứng trước và cách chữ đứng sau; dấu ngoặc viết liền chữ "
        "ở trong và cách chữ ở ngoài; không viết hai dấu liền nhau.",
        "các phòng , ban,ngành ( cấp xã ),,",
        "các phòng, ban, ngành (cấp xã),",
        spaced_punctuation,
    ),
    Rule(
        "ngoac-chua-dong",
        "should",
        "Ngoặc mở mà không đóng",
        "Thiếu dấu đóng thì không biết lời trích đến đâu là hết.",
        "Ông nói: “Tôi rất mừng. Hội nghị kết thúc.",
        "Ông nói: “Tôi rất mừng”. Hội nghị kết thúc.",
        open_pairs,
    ),
)
