"""The table of fees as files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from town_portal.authoring.fees.collect import collect_works, load_rates
from town_portal.authoring.fees.csv_file import format_decimal, write_csv
from town_portal.authoring.fees.paid_work import FeeLine, is_money, iter_lines
from town_portal.authoring.fees.period import FeePeriod
from town_portal.authoring.fees.totals import total_all
from town_portal.authoring.fees.workbook import write_workbook
from town_portal.core.faults import FaultsError
from town_portal.core.system import clock
from town_portal.core.text import format_number


@dataclass(frozen=True)
class Fees:
    """The lines of a period and what one unit is worth in đồng; 0 or 1 where nobody has said it."""

    period: FeePeriod
    lines: tuple[FeeLine, ...]
    unit: int

    @property
    def name(self) -> str:
        """The files' name without its ending."""
        return f"nhuan-but-{self.period.key}"

    def csv(self) -> bytes:
        """Return the lines as CSV."""
        return write_csv(self.lines, self.unit)

    def xlsx(self) -> bytes:
        """Return all as a workbook."""
        return write_workbook(self.lines, self.unit, self.period)


def compute_fees(content: Path, period: FeePeriod) -> Fees:
    """Return the fees of what has been published in a period so far; raises FaultsError."""
    rates = load_rates(content)
    works = collect_works(content, period, clock.get_now())
    return Fees(
        period, tuple(line for work in works for line in iter_lines(work, rates)), rates.unit
    )


def _format_worth(amount: Fraction, unit: int) -> str:
    if is_money(unit):
        return f"{format_number(int(amount))} đồng"
    return f"tổng hệ số {format_decimal(float(amount))}"


def main(content: Path, month: str, to: Path) -> int:
    """Write the table of a month or a year, else of this month; give the exit code."""
    try:
        fees = compute_fees(
            content, FeePeriod.parsed(month or f"{clock.get_now().astimezone():%Y-%m}")
        )
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
    total = total_all(fees.lines, fees.unit)
    print(
        f"Nhuận bút {fees.period.words}: {format_number(round(total.articles))} bài, "
        f"{format_number(round(total.words))} chữ, {format_number(round(total.photographs))} ảnh, "
        f"{_format_worth(total.amount, fees.unit)}. Đã ghi {' và '.join(map(str, files))}."
    )
    return 0
