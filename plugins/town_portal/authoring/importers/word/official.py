"""Documents of authorities as Decree 30/2020/NĐ-CP lays them out: number, issuer, day, title.

All is read above the text, never in it: a law that the text cites has a number and a day too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bs4 import Tag
from bs4.element import NavigableString

from town_portal.authoring.importers.draft import Official
from town_portal.authoring.importers.word.book import Facts
from town_portal.authoring.importers.word.divisions import is_division
from town_portal.authoring.importers.word.issuer import find_issuer
from town_portal.authoring.importers.word.tables import list_cells
from town_portal.authoring.importers.word.units import Grid, Paragraph, Unit

LETTER = "Công văn"
_NAMES = (
    *("NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO"),
    *("HƯỚNG DẪN", "CHƯƠNG TRÌNH", "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO"),
    *("BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG", "CÔNG ĐIỆN", "BẢN GHI NHỚ", "BẢN THỎA THUẬN"),
    *("GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP", "PHIẾU GỬI"),
    *("PHIẾU CHUYỂN", "PHIẾU BÁO", "THƯ CÔNG", "CÔNG VĂN", "THÔNG TƯ LIÊN TỊCH", "THÔNG TƯ"),
    *("NGHỊ ĐỊNH", "PHÁP LỆNH", "LỆNH", "BỘ LUẬT", "LUẬT"),
)
_KIND = re.compile(rf"({'|'.join(_NAMES)})(?:\s+(?=\S)|$)(.*)")
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|"
    r"Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_GAP = r"[\s.…_]*"
_DAY = re.compile(
    rf",?\s*ngày\s*(\d{{1,2}}|{_GAP})\s*tháng\s*(\d{{1,2}}|{_GAP})\s*năm\s*(\d{{4}}|{_GAP})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?:Luật\s+)?s[ốô]\s*[:.]?(?=[\s\d.…_/])\s*(\d{{1,5}}[a-z]?)?{_GAP}((?:[/-]|(?<=\s)(?=[A-ZĐ]))"
    r"\s*[\dA-ZĐƯa-zđ&]+(?:\s*[-/–.]\s*[\dA-ZĐƯa-zđ&]+)*)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:V/v|Về việc)\b\s*:?", re.IGNORECASE)
_TO = re.compile(r"Kính\s+gửi", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:D[ỰỤ] THẢO|HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|BẢN SAO|SAO Y|Mẫu).*|\W*", re.IGNORECASE
)
_SECRET = re.compile(r"(?:TUYỆT |TỐI )?MẬT")
_BY = re.compile(
    r"(?:(?:QUYỀN )?CHỦ TỊCH|ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|THƯỜNG TRỰC|GIÁM ĐỐC|TRƯỞNG|CHÁNH|"
    r"HIỆU TRƯỞNG|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI)\b"
)
_TEXT = re.compile(r"Căn cứ|Kính gửi|\(Ban hành|\(Kèm theo|Thực hiện|Xét |Theo đề nghị|[IVX]+\.\s")
_RECIPIENTS = re.compile(r"\W*Nơi nhận\b", re.IGNORECASE)
_LOOKED_AT = 45
"""Lines at the beginning among which the head is."""
_LONGEST_TITLE = 600
GAP = "…"


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """A line of a paragraph as the writer ended it."""

    text: str
    is_bold: bool
    unit: Paragraph


@dataclass(slots=True)
class _Head:
    """The lines above a document's kind, sorted."""

    number: str = ""
    issued: date | None = None
    place: str = ""
    names: list[tuple[str, bool]] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    has_motto: bool = False
    has_day: bool = False
    is_secret: bool = False


def unfold_layout_tables(found: Sequence[Unit], facts: Sequence[Facts]) -> Iterator[Unit]:
    """Yield the units with the tables opened that only lay out a head, or recipients and signer."""
    for at, unit in enumerate(found):
        inside = list_cells(unit.tag, facts) if isinstance(unit, Grid) else []
        texts = [cell.text for cell in inside]
        is_head = at < _LOOKED_AT and any(
            _MOTTO.search(text) or _has_number(text) for text in texts
        )
        if len(inside) <= 8 and (is_head or any(map(_RECIPIENTS.match, texts))):
            yield from (unit for cell in inside for unit in cell.units)
        else:
            yield unit


def _has_number(text: str) -> bool:
    # A column of any table may be headed "Số hộ"; a number has a colon or a stroke.
    return bool(_NUMBER.match(text.strip())) and (":" in text or "/" in text)


def find_fields(found: Sequence[Unit]) -> tuple[str, Official] | None:
    """Return a document's title and what its head says; None for a text that is no document."""
    lines = list(_iter_lines(found))[:_LOOKED_AT]
    first = next((at for at, item in enumerate(lines) if _NUMBER.search(item.text)), None)
    if first is None:
        return None
    at = next((at for at in range(first, len(lines)) if _is_start_of_text(lines[at].text)), None)
    if at is None:
        return None
    head = _sort_lines(lines[:at])
    if not (head.number and (head.has_motto or (head.has_day and head.names))):
        return None
    kind, about = LETTER, head.about
    if match := _KIND.fullmatch(lines[at].text):
        kind = match[1].capitalize()
        about = _list_subject_lines(lines, at, match[2]) or head.about
    title = re.sub(r"^V/v\b\s*:?\s*", "Về việc ", " ".join(about), flags=re.IGNORECASE)
    title = title.strip(" .-–_") or f"{kind} số {head.number}"
    text = "\n".join(line.text for line in _iter_lines(found))
    name = find_issuer(head.names, head.place, text)
    return title, Official(kind, head.number, name, head.issued, head.is_secret)


def _is_start_of_text(text: str) -> bool:
    """Tell whether a line is the kind, in capitals, or the addressee of a letter."""
    match = _KIND.fullmatch(text)
    return bool(match and (not match[2] or match[2].isupper() or _ABOUT.match(match[2]))) or bool(
        _TO.match(text)
    )


def _sort_lines(lines: Sequence[OfficialLine]) -> _Head:
    """Return the lines of a head by what they say, whether beside each other or below."""
    head = _Head()
    for line in lines:
        rest, is_known = line.text, False
        for take in (_strip_motto, _strip_day, _strip_number):
            left = take(rest, head)
            is_known, rest = is_known or left != rest, left
        rest = rest.strip(" \t-–_*.")
        if _SECRET.fullmatch(rest):
            head.is_secret = True
        elif _ABOUT.match(rest) or (head.about and head.about[-1] and rest):
            head.about.append(rest)
        elif head.about and is_known and not rest:
            head.about.append("")
        elif rest and not _STAMP.fullmatch(rest):
            head.names.append((rest, line.is_bold))
    head.about = [item for item in head.about if item]
    return head


def _strip_motto(text: str, head: _Head) -> str:
    head.has_motto = head.has_motto or bool(_MOTTO.search(text))
    return _MOTTO.sub(" ", text)


def _strip_number(text: str, head: _Head) -> str:
    match = _NUMBER.search(text)
    if match is None or head.number:
        return text
    sign = re.sub(r"\s+", "", match[2]).replace("–", "-")
    sign = sign if sign[0] in "/-" else f" {sign}"
    head.number = f"{match[1] or GAP}{sign}"
    return f"{text[: match.start()]} {text[match.end() :]}"


def _strip_day(text: str, head: _Head) -> str:
    """Return a line without place and day, which are noted where the day is whole."""
    match = _DAY.search(text)
    if match is None or head.has_day:
        return text
    head.has_day = True
    try:
        head.issued = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        head.issued = None
    before, place = text[: match.start()].split(), []
    while before and before[-1][:1].isupper() and not before[-1].isupper():
        place.append(before.pop())
    head.place = " ".join(reversed(place))
    if before and before[-1] == "TP.":
        before.pop()
    return f"{' '.join(before)} {text[match.end() :]}"


def _list_subject_lines(lines: Sequence[OfficialLine], at: int, beside: str) -> list[str]:
    """Return the lines below the kind that say what a document is about."""
    found = [beside] if beside else []
    first: OfficialLine | None = None
    for line in lines[at + 1 :]:
        is_other = first is not None and not _is_continuation(first, line)
        if is_other or not re.search(r"\w", line.text) or _TEXT.match(line.text):
            break
        is_by = bool(_BY.match(line.text)) and line.text.isupper()
        is_long = sum(map(len, found)) + len(line.text) > _LONGEST_TITLE
        if is_by or is_long or is_division(line.text):
            break
        if line.text.endswith((";", ":")) or (line.text.endswith(".") and not line.is_bold):
            break
        first = first or line
        found.append(line.text)
    return found


def _is_continuation(first: OfficialLine, line: OfficialLine) -> bool:
    """Tell whether a line looks like the first of a title, and not like a text."""
    if line.unit is first.unit:
        return True
    one, other = first.unit.facts, line.unit.facts
    same = (one.align, first.is_bold) == (other.align, line.is_bold)
    return same and (one.align == "center" or first.is_bold)


def _iter_lines(found: Sequence[Unit]) -> Iterator[OfficialLine]:
    for unit in found:
        if isinstance(unit, Paragraph):
            yield from iter_unit_lines(unit)


def iter_unit_lines(unit: Paragraph) -> Iterator[OfficialLine]:
    """Yield a paragraph's lines; one is bold where all of its words are."""
    parts: list[list[tuple[str, bool]]] = [[]]
    for node in unit.tag.descendants:
        if isinstance(node, Tag) and node.name == "br":
            parts.append([])
        elif isinstance(node, NavigableString):
            parts[-1].append((str(node), node.find_parent("strong") is not None))
    for part in parts:
        text = " ".join("".join(text for text, _ in part).split())
        is_bold = bool(text) and all(bold for words, bold in part if words.strip())
        yield OfficialLine(text, is_bold or unit.facts.bold, unit)
