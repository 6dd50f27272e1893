"""`check --duties`: what it prints of a report, and when its exit code is 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.commands import duties

MET = {"what": "trang A", "state": "met", "evidence": ""}
OPEN = {"what": "trang B", "state": "open", "evidence": "0/2"}


def duty(key: str, judged: str, state: str, *checks: dict[str, str]) -> dict[str, Any]:
    """Return a duty as the report has it."""
    look = {"what": "Đã mở trang", "by": "Người soát", "seen": "2026-11-28"}
    found: dict[str, Any] = {"key": key, "title": f"Việc {key}", "basis": ["Luật"]}
    found |= {"judged": judged, "looks": [look], "lacking": ["Điều B."], "checks": [*checks]}
    return found | {"state": state, "pages": [{"url": "/a/", "published": False}], "tests": []}


def run(monkeypatch: pytest.MonkeyPatch, found: dict[str, Any] | None, **given: Any) -> int:
    """Run the command as if the build had found this."""
    monkeypatch.setattr(duties, "looked", lambda _content: found)
    return duties.main(Path(__file__).parent, **given)


def test_what_is_open_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts, names by state, the worst first; and how to see more. No duties, no failure."""
    found = {"duties": [duty("a", "open", "open", OPEN), duty("b", "met", "met", MET)]}
    assert run(monkeypatch, found) == 0
    said = capsys.readouterr()
    told = ["2 yêu cầu: 1 đạt, 1 chưa đạt.", "Chưa đạt: Việc a.", duties.MORE]
    assert (said.out.splitlines(), said.err) == (told, "")
    assert run(monkeypatch, None) == 0


def test_a_claim_that_is_not_so_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names file, duty, what a check saw and what to do."""
    assert run(monkeypatch, {"duties": [duty("a", "met", "partly", MET, OPEN)]}) == 1
    assert capsys.readouterr().err == (
        "content/data/duties.yaml: a: ghi là đạt (judged: met) nhưng phép kiểm thấy: chưa có: "
        "trang B (0/2). Hãy bổ sung điều còn thiếu, hoặc ghi lại judged và lacking.\n"
    )


def test_all_is_told_and_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Every check, look and lack in words; the report itself for machines."""
    found = {"duties": [duty("a", "open", "open", OPEN)]}
    file = tmp_path / "tuan-thu.json"
    assert run(monkeypatch, found, in_full=True, to=file) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == found
    assert capsys.readouterr().out.splitlines() == [
        "Chưa đạt: Việc a (Luật)",
        "  trang /a/ (chưa có)",
        "  chưa có: trang B (0/2)",
        "  Đã mở trang (Người soát, 2026-11-28)",
        "  còn thiếu: Điều B.",
        "1 yêu cầu: 1 chưa đạt.",
    ]
    assert run(monkeypatch, found, to=tmp_path / "khong-co" / "a.json") == 1
