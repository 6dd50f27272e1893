"""What the package says of itself on its first page. Pure."""

from dataclasses import dataclass
from datetime import datetime

from town_portal.core import dates
from town_portal.core.text import format_number

UNKNOWN = "không rõ (thư mục nội dung không nằm trong kho Git)"


@dataclass(frozen=True)
class ArchivePeriod:
    """Which articles there are, when the package was made, and from which commit.

    ``year`` is 0 for all years; ``first`` and ``last`` are None where there is no article;
    ``made`` is in the town's zone; ``commit`` is empty where it is not known.
    """

    year: int
    count: int
    first: datetime | None
    last: datetime | None
    made: datetime
    commit: str

    @property
    def title(self) -> str:
        """The period in words: ``năm 2026``, or ``mọi năm``."""
        return f"năm {self.year}" if self.year else "mọi năm"

    @property
    def summary(self) -> str:
        """How many articles there are, and of which days."""
        if self.first is None or self.last is None:
            return "Không có tin bài nào trong kỳ này"
        days = f"từ {dates.format_day(self.first)} đến {dates.format_day(self.last)}"
        return f"{format_number(self.count)} tin bài, {days}"

    @property
    def made_at(self) -> str:
        """When the package was made: ``08:30 ngày 14/12/2020``."""
        return f"{dates.format_clock(self.made)} ngày {dates.format_day(self.made)}"

    @property
    def source(self) -> str:
        """The commit of the content, in words."""
        return self.commit or UNKNOWN
