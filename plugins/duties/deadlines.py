"""The checks that look at days: holidays known, questions answered in time, outages told early."""

from collections.abc import Mapping
from datetime import date

from plugins._kit.workdays import NONE, Holidays, unknown_year
from plugins.duties.outcome import Kind, Outcome, State
from plugins.duties.sight import Sight


def holidays(sight: Sight, _of: str) -> Outcome:
    """Tell whether the holidays of this year are known, from October those of the next one too."""
    found: Holidays = sight.data.get("holidays") or NONE
    lacking = unknown_year(sight.today, found)
    years = ", ".join(str(year) for year in sorted(found.years))
    said = f"đã ghi năm {years}" if years else "chưa ghi năm nào"
    if lacking:
        said += f"; còn thiếu năm {lacking}"
    state: State = "met" if lacking is None else "partly" if years else "open"
    return Outcome(state, said, next_month(sight.today))


def next_month(day: date) -> date:
    """Return the first day of the month after that of ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


CHECKS: Mapping[str, Kind] = {
    "holidays": Kind("ngày nghỉ lễ để tính ngày làm việc", holidays),
}
