"""The day an article speaks of, as it is written in Vietnamese. Pure."""

from __future__ import annotations

import re
from datetime import date

_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")
_LINE = re.compile(r"[^\d]{0,40}ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\.?", re.IGNORECASE)
EARLIEST, LATEST = 1945, 2100


def find_day(text: str) -> date | None:
    """Return the first whole day (with its year) that a text names; None without one."""
    for pattern in (_WORDS, _FIGURES):
        for match in pattern.finditer(text):
            day, month, year = map(int, match.groups())
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if EARLIEST <= year <= LATEST:
                return found
    return None


def is_line(text: str) -> bool:
    """Tell whether a paragraph is nothing but place and day: ``Hồng Lĩnh, ngày 14 tháng …``."""
    return bool(_LINE.fullmatch(text.strip()))
