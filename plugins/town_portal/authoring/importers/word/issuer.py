"""The name of the body that issued a document, from the capitals of its first lines. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from town_portal.core.text import upper_first

_BODIES = (
    *("ủy ban mặt trận tổ quốc việt nam", "ủy ban nhân dân", "hội đồng nhân dân", "thường trực"),
    *("hội đồng nghĩa vụ quân sự", "hội đồng", "ủy ban", "văn phòng", "trung tâm", "chi cục"),
    *("tổng cục", "ban chỉ huy", "ban chỉ đạo", "công an"),
    *("ban quản lý dự án", "ban quản lý"),
    *("trường mầm non", "trường tiểu học", "trường trung học cơ sở"),
    *("trường trung học phổ thông", "trường", "trạm y tế"),
    *("thủ tướng", "chủ tịch", "ubnd", "hđnd", "sở", "cục", "phòng", "ban", "bộ", "viện", "tổ"),
    *("đoàn", "liên đoàn", "hội", "quốc hội", "chính phủ", "tòa án nhân dân", "thanh tra"),
)
"""What the name of a body begins with, the longer before the shorter."""
_PLACES = (
    *("thị trấn", "thành phố", "thị xã", "đặc khu", "phường", "tỉnh", "huyện", "quận", "xã"),
    *("thôn", "tổ dân phố"),
)
_NAMED = tuple(item for item in _BODIES if item.startswith("trường ") or item == "trạm y tế")
"""What is followed by a name, not by a field of work."""
_KEPT = frozenset(("ubnd", "hđnd", "ubmttq", "mttq", "vp", "tnhh", "hđbt"))
_PART = re.compile(r"\s*,\s*|\s+(?:và|-|–)\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"phòng,? chống|phòng ngừa|sở hữu|hội nhập|bộ phận|tổ chức", re.IGNORECASE)


def find_issuer(lines: Sequence[tuple[str, bool]], place: str = "", text: str = "") -> str:
    """Return the issuer's name; ``lines`` are texts, each with whether it is bold.

    Above it may stand the body that it belongs to, which is plain beside bold lines or has a
    line with a beginning of its own. ``place`` is that of the day. As far as the document's own
    ``text`` says the name in small letters, it is written as there.
    """
    name = _in_capitals(lines)
    return _as_in(text, lower_issuer(name, place)) if name.isupper() else lower_issuer(name)


def _in_capitals(lines: Sequence[tuple[str, bool]]) -> str:
    bold = [text for text, is_bold in lines if is_bold]
    if bold and len(bold) < len(lines) and lines[-1][1] and _find_beginning(bold[0]):
        return " ".join(bold)
    names: list[str] = []
    for text, _ in lines:
        is_new = not names or (_find_beginning(text) and not _GOES_ON.match(text))
        if is_new:
            names.append(text)
        else:
            names[-1] += f" {text}"
    if len(names) > 1 and _fold_text(names[-1]) == "thường trực":
        return f"{names[-1]} {names[-2]}"
    return names[-1] if names else ""


def _as_in(text: str, name: str) -> str:
    """Return a name with its first words as a text writes them, as many of them as it has."""
    words = name.split()
    for count in range(len(words), 1, -1):
        pattern = r"\s+".join(map(re.escape, words[:count]))
        found = (item[0] for item in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE))
        spelled = [
            " ".join(item.split()) for item in found if not item.isupper() and item[0].isupper()
        ]
        if spelled:
            return " ".join([Counter(spelled).most_common(1)[0][0], *words[count:]])
    return name


def _find_beginning(text: str) -> str:
    """Return the beginning of a body's name that a line has; empty for none."""
    low = _fold_text(text)
    return next((item for item in _BODIES if low == item or low.startswith(f"{item} ")), "")


def _fold_text(text: str) -> str:
    return " ".join(text.lower().replace("uỷ", "ủy").replace("toà", "tòa").split())


def lower_issuer(name: str, place: str = "") -> str:
    """Return a name in capitals as a sentence has it: ``Ủy ban nhân dân phường Nam Hồng Lĩnh``.

    Capitals as Decree 30/2020/NĐ-CP, appendix II, has them for names of bodies.
    """
    name = " ".join(name.split()).strip(" .-–")
    if not name.isupper():
        return name
    body = _find_beginning(name)
    low = _fold_text(name)
    rest = low[len(body) :].strip()
    head = body.upper() if body in _KEPT else body.capitalize()
    head = re.sub("việt nam|tổ quốc", lambda item: item[0].title(), head)
    head = head.replace("mặt trận", "Mặt trận").replace("Tổ Quốc", "Tổ quốc")
    head = re.sub(r"(?<=^Ban )\w|(?<=^Trường )\w", lambda item: item[0].upper(), head)
    inner = _find_beginning(rest) if body in ("thường trực", "thủ tướng", "chủ tịch") else ""
    if inner:
        return f"{head} {lower_issuer(rest.upper())}"
    rest = _capitalize_words(rest) if body in _NAMED and not _place_in(rest) else _lower_rest(rest)
    whole = " ".join(filter(None, (head, rest)))
    return re.sub(rf"\b{re.escape(place)}$", place, whole, flags=re.IGNORECASE) if place else whole


def _lower_rest(text: str) -> str:
    """Return what follows a body's beginning: a field with one capital, a place with all."""
    place = _place_in(text)
    field = text[: place.start()] if place else text
    said = "".join(map(_capitalize_word, _split_parts(field)))
    return " ".join(filter(None, (said.strip(), _place(place, text) if place else "")))


def _place_in(text: str) -> re.Match[str] | None:
    """Return where a place's kind stands in a text, the first one."""
    places = [re.search(rf"(?:^|\s){item}(?!\s+hội\b)(?=\s)", text) for item in _PLACES]
    return min((place for place in places if place), key=lambda item: item.start(), default=None)


def _place(found: re.Match[str], text: str) -> str:
    kind, name = found[0].strip(), text[found.end() :].strip()
    inner = next((item for item in _PLACES if re.search(rf"\s{item}\s", f" {name} ")), "")
    if inner and not name.startswith(inner):
        before, after = re.split(rf"\s{inner}\s", name, maxsplit=1)
        return f"{kind} {_capitalize_words(before)} {inner} {_capitalize_words(after)}"
    return f"{kind} {_capitalize_words(name)}"


def _split_parts(text: str) -> list[str]:
    """Return a text cut at commas and at "và"; these stand at the ends of the parts."""
    cuts = [0, *(item.end() for item in _PART.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def _capitalize_word(text: str) -> str:
    words = [item.upper() if item.strip(",") in _KEPT else item for item in text.split(" ")]
    whole = " ".join(words)
    return upper_first(whole)


def _capitalize_words(text: str) -> str:
    return " ".join(map(upper_first, text.split()))
