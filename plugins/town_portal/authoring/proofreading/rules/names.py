"""Rules about the names of the town, its places and people."""

import re
from collections import Counter

from town_portal.authoring.proofreading.names import (
    iter_name_runs,
    iter_similar_pairs,
    list_differing_syllables,
)
from town_portal.authoring.proofreading.rule import Found, Rule
from town_portal.authoring.proofreading.text import ProofText

_PERSON = re.compile(
    r"\b(?:ông|bà|anh|chị|em|cháu|cô|chú|bác|thầy|cụ|đồng chí|bác sĩ|ca sĩ|họa sĩ|tác giả|vợ|chồng"
    r"|nghệ nhân|nhà thơ|nhạc sĩ|học sinh)\s+$",
    re.IGNORECASE,
)
"""What stands before the name of a person."""
_LONG_NAME = 3
"""Syllables of a person's full name."""
_BEFORE = 20


def misspelt_names(text: ProofText) -> Found:
    """Yield names that differ from one in the town's data files in their tones only."""
    words = text.prose.text
    for start, written in iter_name_runs(words):
        meant = text.names.meant(written)
        is_short = len(written.split()) < _LONG_NAME
        if not meant or (is_short and _PERSON.search(words[max(0, start - _BEFORE) : start])):
            continue
        yield text.spot(
            (start, start + len(written)),
            f"“{written}” khác với tên trong dữ liệu của đơn vị; có phải ý là “{meant}”?",
            meant,
        )


def uneven_names(text: ProofText) -> Found:
    """Yield full names that the same text spells with other tones elsewhere.

    Two given names are two people more often than a slip: these are told only where one spelling
    is clearly the rule.
    """
    places = [
        (start, name)
        for start, name in iter_name_runs(text.prose.text)
        if len(name.split()) >= _LONG_NAME
    ]
    counts = Counter(name for _, name in places)
    first = {name: start for start, name in reversed(places)}
    for pair in iter_similar_pairs(counts):
        more, fewer = sorted(pair, key=lambda name: (-counts[name], first[name]))
        last = len(more.split()) - 1
        is_given = last in list_differing_syllables(more, fewer)
        is_known = {more, fewer} & text.names.names
        if is_known or (is_given and counts[more] <= 2 * counts[fewer]):
            continue
        yield text.spot_of(
            fewer,
            f"“{fewer}”: chỗ khác trong bài viết “{more}”; hãy viết cùng một cách",
            more,
        )


RULES = (
    Rule(
        "ten-sai-chinh-ta",
        "should",
        "Tên của địa phương viết khác dữ liệu",
        "Tên đơn vị, địa danh, cơ quan, lãnh đạo được so với các tệp dữ liệu của cổng (town, "
        "organisation, monuments, map…). Tên chỉ khác dấu thanh thường là gõ nhầm.",
        "thị xã Hồng Lỉnh",
        "thị xã Hồng Lĩnh",
        misspelt_names,
    ),
    Rule(
        "ten-nguoi-hai-kieu",
        "should",
        "Một họ tên viết hai cách",
        "Trong cùng một bài, họ tên chỉ khác nhau ở dấu thanh thường là gõ nhầm một chỗ.",
        "đồng chí Trần Đình Mẫu … đồng chí Trần Đinh Mẫu",
        "đồng chí Trần Đình Mẫu … đồng chí Trần Đình Mẫu",
        uneven_names,
    ),
)
