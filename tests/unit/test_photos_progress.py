"""How far the photographs are, for a person and for a log."""

from __future__ import annotations

import io
import threading

import pytest

from plugins._kit.progress import Bar
from plugins.photos.progress import Lines, reporter


def test_plain_lines_in_a_log() -> None:
    """The beginning, a line every few seconds, and the end, in words of staff."""
    now, out = [0.0], io.StringIO()
    lines = Lines(out, lambda: now[0])
    lines.start(4, 40_000_000)
    for at in (1.0, 6.0, 7.0, 8.0):
        now[0] = at
        lines.step(10_000_000)
    lines.stop()
    assert out.getvalue().splitlines() == [
        "Xử lý 4 ảnh (40,0 MB)…",
        "Đã xử lý 2/4 ảnh, 3,3 MB/giây, còn khoảng 6 giây",
        "Xong 4/4 ảnh sau 8,0 giây",
    ]


def test_a_bar_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is a bar; it is drawn without a thread, so that workers can be forked."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    bar = reporter(out)
    assert isinstance(bar, Bar)
    threads = threading.active_count()
    bar.start(2, 2_000_000)
    bar.step(1_000_000)
    assert threading.active_count() == threads
    bar.stop()
    assert "1/2 ảnh" in out.getvalue()
    assert isinstance(reporter(io.StringIO()), Lines)
