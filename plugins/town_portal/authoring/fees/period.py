"""The month or the year that a table is about. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from town_portal.core import dates

WRONG = "“{}” không phải tháng hay năm; hãy viết năm-tháng, ví dụ 2026-11, hoặc năm, ví dụ 2026"
_PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


class FeePeriod(NamedTuple):
    """A month, or with month 0 a year."""

    year: int
    month: int = 0

    @classmethod
    def parsed(cls, text: str) -> FeePeriod:
        """Return what ``2026-11`` or ``2026`` names; raises ValueError in Vietnamese."""
        match = _PERIOD.fullmatch(text.strip())
        if not match or match[1] == "0000":
            raise ValueError(WRONG.format(text))
        return cls(int(match[1]), int(match[2] or 0))

    def holds(self, day: date) -> bool:
        """Tell whether a day belongs to it."""
        return day.year == self.year and self.month in (0, day.month)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def words(self) -> str:
        """``tháng 11/2026``, ``năm 2026``."""
        if not self.month:
            return f"năm {self.year}"
        return dates.format_month(self.year, self.month).lower()

    @property
    def key(self) -> str:
        """``2026-11``, ``2026``: as it is asked for."""
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"
