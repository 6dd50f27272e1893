"""The bench's part about the editorial check: its articles, and that it measures."""

from __future__ import annotations

from pathlib import Path

from plugins.commands.bench.command import PARTS
from plugins.commands.bench.editorial import compare, part
from plugins.editorial import ledger


def test_the_check_is_measured(tmp_path: Path) -> None:
    """Over articles without a fault, every second with photographs; what was kept is removed."""
    assert PARTS["editorial"] is compare
    row = part.seconds(tmp_path, 4)
    assert set(row.figures) == {column.key for column in part.SECONDS}
    assert all(value > 0 for value in row.figures.values())
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("index.md")]
    assert sorted(text.count("![") for text in texts) == [0, 0, 3, 3]
    assert not ledger.place_of(tmp_path / "content").exists()


def test_false_findings_are_measured(tmp_path: Path) -> None:
    """As a share of the clean texts."""
    row = part.false_findings(tmp_path)
    assert row.figures["texts"] == 100
    assert 0 <= row.figures["false"] <= 0.2
