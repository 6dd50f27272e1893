"""The table of fees as files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from town_portal.authoring.fees.csv_file import as_number, csv_bytes
from town_portal.authoring.fees.gather import gathered, rates_of
from town_portal.authoring.fees.period import Period
from town_portal.authoring.fees.totals import whole
from town_portal.authoring.fees.work import Line, is_money, lines
from town_portal.authoring.fees.workbook import workbook
from town_portal.core.faults import FaultsError
from town_portal.core.system import clock
from town_portal.core.text import number


@dataclass(frozen=True)
class Fees:
    """The lines of a period and what one unit is worth in đồng; 0 or 1 where nobody has said it."""

    period: Period
    lines: tuple[Line, ...]
    unit: int

    @property
    def name(self) -> str:
        """The files' name without its ending."""
        return f"nhuan-but-{self.period.key}"

    def csv(self) -> bytes:
        """Return the lines as CSV."""
        return csv_bytes(self.lines, self.unit)

    def xlsx(self) -> bytes:
        """Return all as a workbook."""
        return workbook(self.lines, self.unit, self.period)


def made(content: Path, period: Period) -> Fees:
    """Return the fees of what has been published in a period so far; raises FaultsError."""
    rates = rates_of(content)
    works = gathered(content, period, clock.now())
    return Fees(period, tuple(it for work in works for it in lines(work, rates)), rates.unit)


def _worth(amount: Fraction, unit: int) -> str:
    if is_money(unit):
        return f"{number(int(amount))} đồng"
    return f"tổng hệ số {as_number(float(amount))}"


def main(content: Path, month: str, to: Path) -> int:
    """Write the table of a month or a year, else of this month; give the exit code."""
    try:
        fees = made(content, Period.parsed(month or f"{clock.now().astimezone():%Y-%m}"))
    except (ValueError, FaultsError) as error:
        print(error, file=sys.stderr)
        return 1
    files = {to / f"{fees.name}.csv": fees.csv(), to / f"{fees.name}.xlsx": fees.xlsx()}
    try:
        to.mkdir(parents=True, exist_ok=True)
        for file, data in files.items():
            file.write_bytes(data)
    except OSError as error:
        print(f"{error.filename}: không ghi được tệp: {error.strerror}", file=sys.stderr)
        return 1
    total = whole(fees.lines, fees.unit)
    print(
        f"Nhuận bút {fees.period.words}: {number(round(total.articles))} bài, "
        f"{number(round(total.words))} chữ, {number(round(total.photographs))} ảnh, "
        f"{_worth(total.amount, fees.unit)}. Đã ghi {' và '.join(map(str, files))}."
    )
    return 0
