"""What has failed on the server is told to those who look after it."""

from __future__ import annotations

import os

from tests.newsroom.running import Newsroom


def test_an_administrator_reads_what_has_failed_until_it_works_again(newsroom: Newsroom) -> None:
    """A line above the list, with what, since when and what to do; writers see none."""
    message = newsroom.status / "publish-due.service.failed"
    newsroom.status.mkdir(exist_ok=True)
    message.write_text("2026-12-03T06:00:00Z exit-code\n", encoding="utf-8")
    os.utime(message, (1_796_277_600, 1_796_277_600))  # 2026-12-03, 06:00 UTC
    line = "đăng theo giờ (publish-due.service)"
    shown = newsroom.person("dung").get("").text
    assert line in shown
    assert "Máy chủ báo lỗi từ 13:00 03/12/2026" in shown
    assert "python3 tasks.py doctor" in shown
    assert line not in newsroom.person("an").get("").text
    message.unlink()
    assert "Máy chủ báo lỗi" not in newsroom.person("dung").get("").text
