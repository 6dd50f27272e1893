"""calendar.csv as Excel set to Vietnamese writes it. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from town_portal.core.data.fields import YEARS_ONLY
from town_portal.core.data.messages import explain_error
from town_portal.core.text import make_slug, normalize_text
from town_portal.features.calendars.models import KINDS, Calendar, Event

COLUMNS = {
    "day": ("Ngày", "ngay"),
    "from_time": ("Từ", "tu", "tu-gio", "gio-bat-dau", "bat-dau"),
    "to_time": ("Đến", "den", "den-gio", "gio-ket-thuc", "ket-thuc"),
    "what": ("Nội dung", "noi-dung"),
    "who": ("Chủ trì", "chu-tri", "nguoi-chu-tri", "thanh-phan", "chuc-danh"),
    "where": ("Nơi", "noi", "dia-diem"),
    "kind": ("Loại", "loai", "loai-lich"),
}
"""Each field's column as people call it, and the slugs by which its heading is known."""
NEEDED = ("day", "what", "kind")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAMES = {slug: field for field, (_, *slugs) in COLUMNS.items() for slug in slugs}
_KINDS = {make_slug(words): key for key, words in KINDS.items()}


BROKEN = (
    "từ dòng này không đọc tiếp được: có dấu nháy kép mở mà không đóng, hoặc đóng rồi mà còn chữ ở "
    "sau; hãy sửa dấu nháy, hoặc lưu lại tệp bằng Excel"
)


@dataclass(frozen=True)
class SheetFault:
    """What is wrong in a line (from 1), at a column, in Vietnamese."""

    line: int
    column: str
    message: str


def parse_sheet(text: str) -> tuple[Calendar, list[SheetFault]]:
    """Return the entries of a sheet, and what is wrong in it; a row that is wrong is left out."""
    wrong: list[SheetFault] = []
    rows = _iter_rows(text, wrong)
    number, heads = next(rows, (1, []))
    fields = [_find_field(head) for head in heads]
    wrong += () if wrong else _iter_wrong_heads(number, heads, fields)
    events: list[Event] = []
    if not wrong:
        for line, cells in rows:
            found = _build_event(line, fields, cells)
            if isinstance(found, Event):
                events.append(found)
            else:
                wrong += found
    return Calendar(events=tuple(events)), wrong


def _iter_rows(text: str, wrong: list[SheetFault]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line on which it begins.

    Nothing can be read from a broken row on, which is told in ``wrong``.
    """
    lines = io.StringIO(normalize_text(text), newline="")  # its lines end where those of a sheet do
    first, before = lines.readline(), 1
    if told := re.fullmatch(r"sep=(.)\s*", first):
        separator, before = told[1], 2
    else:
        separator = max(";,\t", key=first.count)
        lines.seek(0)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = before
    try:
        for cells in reader:
            stripped = [" ".join(cell.split()) for cell in cells]
            if any(stripped):
                yield line, stripped
            line = before + reader.line_num
    except csv.Error:
        wrong.append(SheetFault(line, "", BROKEN))


def _find_field(head: str) -> str:
    """Return the field that a heading names; empty where it names none."""
    return head if head in COLUMNS else _NAMES.get(make_slug(head), "")


def _iter_wrong_heads(line: int, heads: list[str], fields: list[str]) -> Iterator[SheetFault]:
    known = ", ".join(words for words, *_ in COLUMNS.values())
    for head, field in zip(heads, fields, strict=True):
        if head and not field:
            yield SheetFault(line, head, f"không có cột tên này; các cột được dùng: {known}")
        elif field and fields.count(field) > 1 and heads.index(head) == fields.index(field):
            yield SheetFault(line, head, "có hai cột cùng nghĩa; hãy bỏ bớt một cột")
    for field in NEEDED:
        if field not in fields:
            yield SheetFault(line, COLUMNS[field][0], f"thiếu cột này; các cột được dùng: {known}")


def _build_event(line: int, fields: list[str], cells: list[str]) -> Event | list[SheetFault]:
    if any(cells[len(fields) :]):
        return [SheetFault(line, "", "dòng này có nhiều ô hơn dòng đầu; hãy xem lại dấu ngăn cách")]
    try:
        return Event.model_validate(_convert_values(dict(zip(fields, cells, strict=False))))
    except ValidationError as error:
        return [_describe_error(line, dict(item)) for item in error.errors(include_url=False)]


def _convert_values(given: Mapping[str, str]) -> dict[str, str]:
    """Return a row as calendar.yaml would have it."""
    values = {field: cell for field, cell in given.items() if field and cell}
    day = _DAY.fullmatch(values.get("day", ""))
    if day:
        values["day"] = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    if "kind" in values:
        kind = make_slug(values["kind"])
        values["kind"] = _KINDS.get(kind, kind)
    return values


def _describe_error(line: int, item: dict[str, object]) -> SheetFault:
    context = item.get("ctx")
    error = context.get("error") if isinstance(context, dict) else None
    place = item["loc"]
    assert isinstance(place, tuple)
    where = (*place, *getattr(error, "where", ()))
    field = str(where[0]) if where else ""
    column = COLUMNS[field][0] if field in COLUMNS else field
    message = explain_error(item)
    if field == "day" and item["type"] == "value_error" and YEARS_ONLY not in message:
        message = "không có ngày này trong lịch; hãy viết ngày/tháng/năm, ví dụ 30/11/2026"
    elif item["type"] == "missing":
        message = f"thiếu ô bắt buộc này; hãy ghi vào cột “{column}” của dòng này"
    elif field == "kind" and item["type"] == "literal_error":
        message = f"không có loại này; chỉ nhận: {', '.join(KINDS.values())}"
    return SheetFault(line, column, message)
