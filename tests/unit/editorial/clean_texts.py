"""A hundred texts without a mistake: 25 written ones, each in four variations. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from town_portal.core import dates
from town_portal.core.data import yamldoc

FILE = Path(__file__).with_name("clean.yaml")
VARIATIONS = 4
FIRST_DAY = date(2021, 3, 1)
_WARDS = ("phường Mẫu Bắc", "phường Mẫu Nam", "xã Mẫu Hạ", "phường Mẫu Giữa")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text without a mistake, and its day."""

    title: str
    summary: str
    body: str
    day: date

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.day:%Y-%m-%d}-bai-{self.day:%m%d}"

    @property
    def file(self) -> str:
        """The text of its file."""
        return (
            f'---\ntitle: "{self.title}"\ndate: {self.day}\ncategory: tin\n'
            f'summary: "{self.summary}"\n---\n\n{self.body}'
        )


def _spoken(day: date) -> str:
    """Return ``thứ Hai, ngày 01/3/2021`` as it stands in a sentence."""
    name = dates.WEEKDAYS[day.weekday()]
    return f"{name[:1].lower()}{name[1:]}, ngày {dates.format_day(day)}"


def _values(number: int, day: date) -> dict[str, str]:
    """Return what stands in the places of text ``number`` of that day."""
    later, soon = day + timedelta(days=6), day + timedelta(days=2)
    return {
        "ward": _WARDS[number % len(_WARDS)],
        "year": str(day.year),
        "month": str(day.month),
        "quarter": str((day.month - 1) // 3 + 1),
        "date": dates.format_day(day),
        "date2": dates.format_day(later),
        "weekday": _spoken(day),
        "weekday2": _spoken(soon),
        "number": str(101 + number * 37 % 3000),
        "phone": f"{100 + number * 7 % 900}",
        "small": str(3 + number % 9),
        "small2": str(13 + number % 17),
        "people": str(120 + number * 11 % 700),
        "thousands": f"{1 + number % 20}.{100 + number * 53 % 900}",
        "billions": f"{2 + number % 30},{1 + number % 9}",
        "share": f"{1 + number % 20},{10 + number % 80}",
        "share2": str(70 + number % 30),
        "storm": str(1 + number % 9),
    }


@cache
def texts() -> tuple[Clean, ...]:
    """Return all texts."""
    written = yamldoc.parse_yaml(FILE.read_text(encoding="utf-8")).value
    found = []
    for variation in range(VARIATIONS):
        for index, text in enumerate(written):
            number = variation * len(written) + index
            day = FIRST_DAY + timedelta(days=number * 9)
            values = _values(number, day)
            title, summary, body = (
                text[name].format_map(values) for name in ("title", "summary", "body")
            )
            found.append(Clean(title, summary, body, day))
    return tuple(found)
