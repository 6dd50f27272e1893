"""Which pages were not brought up to date in time, and which sections have nothing in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from town_portal.cli import duties
from town_portal.core import dates
from town_portal.core.system import walk
from town_portal.core.system.child import stoppable
from town_portal.core.system.places import workplace
from town_portal.core.text import number
from town_portal.features.timeliness.models import KINDS, Report, Section
from town_portal.features.timeliness.noted import FILE, read, told

NOT_BUILT = "Chưa dựng được cổng nên chưa biết trang nào đã cũ. Hãy sửa các lỗi trên."
FINE = "Đã xem {} mục có hạn cập nhật: không mục nào quá hạn, không chuyên mục nào trống."
TO_DO = "Đã xem {} mục có hạn cập nhật; hạn của từng mục ở content/data/timeliness.yaml."
UNDATED = "Không ghi ngày cập nhật (hãy ghi modified; ở tệp dữ liệu có ô made thì ghi made):"
NO_LIMITS = "Chưa có hạn cập nhật nào: hãy ghi ở content/data/timeliness.yaml."
HOLIDAYS = "content/data/holidays.yaml: chưa có ngày nghỉ lễ nào của năm {}."


@stoppable()
def main(content: Path, strict: bool = False, to: Path | None = None) -> int:
    """Print the report and give the exit code: 1 where something is to be done, if ``strict``.

    ``to`` is a file that gets the report for machines.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        found = looked(content)
    except duties.NotBuilt:
        print(NOT_BUILT, file=sys.stderr)
        return 1
    for line in lines(found):
        print(line)
    if to:
        to.write_text(told(found), encoding="utf-8")
    return 1 if strict and not found.is_fine else 0


def looked(content: Path) -> Report:
    """Build the site as the public gets it and return the report; raises NotBuilt."""
    duties.looked(content)
    return read(walk.state_of(workplace(duties.WORKPLACE, content)) / FILE)


def lines(found: Report) -> Iterator[str]:
    """Yield what people read."""
    yield from _under("Trang lâu chưa cập nhật:", (_aged(it, found) for it in found.stale))
    yield from _under(UNDATED, map(_name, found.unknown))
    empty = (f"{title} ({key})" for key, title in found.empty)
    yield from _under("Chuyên mục chưa có nội dung:", empty)
    if found.year:
        yield HOLIDAYS.format(found.year)
    if not found.looked_at:
        yield NO_LIMITS
    else:
        yield (FINE if found.is_fine else TO_DO).format(number(found.looked_at))


def _under(head: str, items: Iterable[str]) -> Iterator[str]:
    """Yield the items under their heading, nothing where there is none."""
    rows = [f"  {item}" for item in items]
    yield from ([head, *rows] if rows else [])


def _aged(section: Section, found: Report) -> str:
    assert section.last is not None
    return (
        f"{_name(section)}: cập nhật lần cuối {dates.day(section.last)}, đã "
        f"{number(section.age(found.today) or 0)} ngày (hạn {number(section.limit)} ngày)"
    )


def _name(section: Section) -> str:
    return f"{KINDS[section.kind]} {section.title} ({section.key})"
