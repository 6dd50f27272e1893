"""Wrong figures of the bench: goals, corpus, files written, recall, bytes of a page."""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path

import pytest

from tools.bench import lighthouse, peers
from tools.bench.corpus import LAST_DAY, make_added, make_article, make_articles
from tools.bench.run import CannotMeasure, Cost, Workspace, count_files, measure
from tools.bench.search import fold_texts, scan, score_answers
from tools.bench.table import Column, FigureTable, Goal, TableRow
from tools.bench.weight import Request, sum_requests


def test_missed_goals_are_marked_and_reported() -> None:
    """A limit may be reached; what is beyond it is marked and said with its goal."""
    columns = (Column("size", "nặng", "KB", 1), Column("speed", "nhanh"))
    goals = {"size": Goal(4), "speed": Goal(10, is_minimum=True)}
    rows = [
        TableRow("đủ", {"size": 4, "speed": 10}, goals),
        TableRow("thiếu", {"size": 4.1, "speed": 9}, goals),
        TableRow("chưa đo", {}, goals),
    ]
    table = FigureTable("Trang", columns, rows)
    assert list(table.missed_goals()) == [
        "thiếu: nặng 4,1 KB, mục tiêu ≤ 4,0 KB",
        "thiếu: nhanh 9, mục tiêu ≥ 10",
    ]
    assert [line.count("✗") for line in str(table).splitlines()] == [0, 0, 2, 0]


def test_articles_are_the_same_each_time_and_all_different() -> None:
    """An article depends on its number alone; what is added is the newest, one after another."""
    articles = list(make_articles(30))
    assert [make_article(number) for number in range(30)] == articles
    assert (
        len({article.body for article in articles})
        == len({article.address for article in articles})
        == 30
    )
    assert (
        max(article.date for article in articles)
        < LAST_DAY
        < make_added(1).date
        < make_added(2).date
    )


def test_the_cost_is_that_of_the_command() -> None:
    """Memory is that of the command's processes, not of who starts it; a failure says why."""
    mine = bytearray(300_000_000)
    small = measure([sys.executable, "-I", "-S", "-c", "pass"])
    hold = "import time; held = b'x' * 70_000_000; time.sleep(0.9)"
    both = (
        f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    )
    large = measure([sys.executable, "-I", "-S", "-c", f"{both}; one.wait()"])
    assert small.peak < 60
    assert (140 if Path("/proc").is_dir() else 70) < large.peak < len(mine) / 1_000_000
    with pytest.raises(CannotMeasure, match="vì thế"):
        measure([sys.executable, "-c", "import sys; sys.exit('vì thế')"])


def test_files_are_written_when_new_or_written_again(tmp_path: Path) -> None:
    """The same bytes written again count, an untouched file does not."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    before = count_files(tmp_path)
    (tmp_path / "new").write_text("x", encoding="utf-8")
    (tmp_path / "new").replace(tmp_path / "a.html")
    (tmp_path / "c.html").write_text("x", encoding="utf-8")
    assert peers.count_written(before, count_files(tmp_path)) == 2


def test_generators_are_compared_with_hugo_round_by_round() -> None:
    """A ratio is the median of those within a round, not that of two medians."""
    records = []
    for name, walls in (("Hugo", (1, 10, 4)), ("Pelican", (8, 10, 12)), ("Cổng này", (3, 5, 2))):
        builds = [peers.PeerBuild(Cost(wall, 2, 50), 7, 3_000_000, 5, 1) for wall in walls]
        records.append(peers.PeerRecord(name, dict.fromkeys(peers.CASES, builds)))
    head, *lines = (
        re.split("  +", line) for line in str(peers.compare(records, 10_000)).split("\n")
    )
    assert head[:5] == ["10.000 bài", "đồng hồ", "so với Hugo", "CPU", "so với Hugo"]
    assert [row[:3] for row in lines[:3]] == [
        ["dựng mới: Hugo", "4,00 s", "1,00 ×"],
        ["dựng mới: Pelican", "10,00 s", "3,00 ×"],
        ["dựng mới: Cổng này", "3,00 s", "0,50 ×"],
    ]
    assert lines[2][5:] == ["50 MB", "1,00 × ✗", "7", "3 MB"]
    assert lines[-1][2:4] == ["0,50 × ✗", "2,00 s ✗"]
    assert lines[-1][-2:] == ["5", "1"]


def test_a_generator_that_is_missing_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without Hugo the others are measured all the same."""
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(tmp_path))
    made = peers.make_peers(Workspace(tmp_path), ["hugo", "pelican"], 2)
    assert [item.name for item in made] == ["Pelican"]
    assert "bỏ qua hugo: chưa cài Hugo" in capsys.readouterr().out


@pytest.mark.long
def test_the_portal_and_stock_pelican_are_built_from_one_corpus() -> None:
    """One more article is in the output, an edit writes few files, no change writes none."""
    [table] = peers.measure([20], ["pelican"], rounds=1)
    figures = {row.name: row.figures for row in table.rows}
    add, edit, same = (
        figures[f"{peers.CASES[case]}: Cổng này"] for case in ("add", "edit", "same")
    )
    assert 0 < edit["written"] < add["written"] < add["files"] == edit["files"]
    assert (same["written"], same["removed"]) == (0, 0)
    added = figures["thêm một bài: Pelican"]["files"] - figures["dựng mới: Pelican"]["files"]
    assert added > 0


def test_recall_and_precision() -> None:
    """Each query counts the same; one without any wanted hit counts for precision alone."""
    found: list[set[int]] = [{1}, {1, 2, 3, 4}, {5}]
    assert score_answers(found, [{1, 2}, {1, 2, 3}, set()]) == {
        "recall": pytest.approx(75),
        "precision": pytest.approx(100 * (1 + 0.75 + 0) / 3),
    }


def test_the_plain_scan_reads_words_and_phrases_without_accents() -> None:
    """A phrase stays within its paragraph; words may stand anywhere."""
    article = make_article(1)
    first, second = article.paragraphs[0].split(), article.paragraphs[1].split()
    texts = fold_texts([article])
    assert scan(texts, f"{second[0]} {first[-1]}") == {0}
    assert scan(texts, f'"{first[0]} {first[1]}"') == {0}
    assert scan(texts, f'"{first[-1]} | {second[0]}"') == scan(texts, "zzz") == set()


def test_bytes_of_a_page_are_summed_by_kind() -> None:
    """Foreign hosts and refused requests are counted, the portal's own host is not foreign."""
    requests = [
        Request("http://a/x.html", "Document", 3_000),
        Request("http://a/x.css", "Stylesheet", 1_000),
        Request("http://b/x.js", "Script", 500, is_refused=True),
    ]
    figures = sum_requests(requests, "http://a/")
    assert (figures["text"], figures["script"], figures["total"]) == (4.0, 0.5, 4.5)
    assert (figures["requests"], figures["foreign"], figures["refused"]) == (3, 1, 1)


def test_a_page_that_lighthouse_could_not_judge_has_no_figures() -> None:
    """An error in the report is not taken for a score."""
    with pytest.raises(CannotMeasure, match="NO_FCP"):
        lighthouse.read_figures({"runtimeError": {"code": "NO_FCP", "message": "no paint"}})
