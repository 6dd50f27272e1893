"""Which pages were not brought up to date in time, and which sections have nothing in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from town_portal.cli import duties
from town_portal.core import dates
from town_portal.core.system import walk
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.places import locate_workplace
from town_portal.core.text import format_number
from town_portal.features.timeliness.models import KINDS, TimedSection, TimelinessReport
from town_portal.features.timeliness.report_file import FILE, read_report, serialize_report

NOT_BUILT = "Chưa dựng được cổng nên chưa biết trang nào đã cũ. Hãy sửa các lỗi trên."
FINE = "Đã xem {} mục có hạn cập nhật: không mục nào quá hạn, không chuyên mục nào trống."
TO_DO = "Đã xem {} mục có hạn cập nhật; hạn của từng mục ở content/data/timeliness.yaml."
UNDATED = "Không ghi ngày cập nhật (hãy ghi modified; ở tệp dữ liệu có ô made thì ghi made):"
NO_LIMITS = "Chưa có hạn cập nhật nào: hãy ghi ở content/data/timeliness.yaml."
HOLIDAYS = "content/data/holidays.yaml: chưa có ngày nghỉ lễ nào của năm {}."


@make_stoppable()
def main(content: Path, strict: bool = False, to: Path | None = None) -> int:
    """Print the report and give the exit code: 1 where something is to be done, if ``strict``.

    ``to`` is a file that gets the report for machines.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        found = inspect_timeliness(content)
    except duties.DutiesNotBuilt:
        print(NOT_BUILT, file=sys.stderr)
        return 1
    for line in iter_lines(found):
        print(line)
    if to:
        to.write_text(serialize_report(found), encoding="utf-8")
    return 1 if strict and not found.is_fine else 0


def inspect_timeliness(content: Path) -> TimelinessReport:
    """Build the site as the public gets it and return the report; raises NotBuilt."""
    duties.inspect_duties(content)
    return read_report(walk.get_state_folder(locate_workplace(duties.WORKPLACE, content)) / FILE)


def iter_lines(found: TimelinessReport) -> Iterator[str]:
    """Yield what people read."""
    yield from _iter_under(
        "Trang lâu chưa cập nhật:", (_format_age(item, found) for item in found.stale)
    )
    yield from _iter_under(UNDATED, map(_format_name, found.unknown))
    empty = (f"{title} ({key})" for key, title in found.empty)
    yield from _iter_under("Chuyên mục chưa có nội dung:", empty)
    if found.year:
        yield HOLIDAYS.format(found.year)
    if not found.looked_at:
        yield NO_LIMITS
    else:
        yield (FINE if found.is_fine else TO_DO).format(format_number(found.looked_at))


def _iter_under(head: str, items: Iterable[str]) -> Iterator[str]:
    """Yield the items under their heading, nothing where there is none."""
    rows = [f"  {item}" for item in items]
    yield from ([head, *rows] if rows else [])


def _format_age(section: TimedSection, found: TimelinessReport) -> str:
    assert section.last is not None
    return (
        f"{_format_name(section)}: cập nhật lần cuối {dates.format_day(section.last)}, đã "
        f"{format_number(section.age(found.today) or 0)} ngày "
        f"(hạn {format_number(section.limit)} ngày)"
    )


def _format_name(section: TimedSection) -> str:
    return f"{KINDS[section.kind]} {section.title} ({section.key})"
