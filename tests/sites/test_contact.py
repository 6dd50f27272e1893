"""The card of contacts on the home page of a small site."""

from __future__ import annotations

from pathlib import Path

from tests.sites.build_site import GOOD, Site

SHEET = "Ngày;Nội dung;Loại\n16/6/2125;Tiếp công dân định kỳ;Lịch tiếp công dân\n"
LATER = "Ngày;Nội dung;Loại\n17/6/2125;Tiếp công dân định kỳ;Lịch tiếp công dân\n"


def test_the_next_reception_may_come_from_a_sheet(tmp_path: Path) -> None:
    """The day of a calendar.csv stands on the card, and follows a change of the sheet."""
    site = Site(tmp_path).write(GOOD).write({"content/data/calendar.csv": SHEET})
    assert "Thứ Bảy, 16/6/2125" in site.good().page("")
    site.write({"content/data/calendar.csv": LATER})
    assert "Chủ nhật, 17/6/2125" in site.good().page("")
