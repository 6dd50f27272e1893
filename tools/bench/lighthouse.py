"""Lighthouse's judgement of pages, on a telephone with slow 4G as it simulates it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tools.bench.portal import BROWSER_SWITCHES, find_browser, serve_demonstration
from tools.bench.run import HERE, CannotMeasure, print_line
from tools.bench.table import Column, FigureTable, Goal, TableRow
from town_portal.cli import install
from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, end_tree

PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES: Mapping[str, str] = {
    "Trang chủ": "",
    "Bài ba ảnh": "2020/12/14/kiem-tra-cai-cach-hanh-chinh/",
    "Chuyên mục": "chuyen-muc/chinh-quyen/",
    "Bản đồ": "ban-do/",
}
RUNS = 3
LIMIT = 180
"""Seconds after which a run is stuck."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COLUMNS = (
    *(Column("performance", "hiệu năng"), Column("accessibility", "tiếp cận")),
    *(Column("best-practices", "thực hành tốt"), Column("seo", "SEO")),
    *(Column("lcp", "LCP", "s", 3), Column("cls", "CLS", "", 3), Column("tbt", "TBT", "ms")),
)
PERFECT = Goal(100, is_minimum=True)
GOALS = {
    "performance": Goal(98, is_minimum=True),
    **dict.fromkeys(CATEGORIES[1:], PERFECT),
    "lcp": Goal(1.5),
    "cls": Goal(0.01),
    "tbt": Goal(50),
}
GOOD = 0.9
"""The score from which on Lighthouse shows an audit as passed."""


def measure(_sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of Lighthouse's judgements; raises CannotMeasure, NotBuilt."""
    browser = find_browser()
    print_line(
        f"— lighthouse: điện thoại, mạng 4G chậm; {RUNS * len(PAGES)} lượt, mỗi lượt chừng 15 giây"
    )
    rows = []
    with serve_demonstration() as home:
        for name, url in PAGES.items():
            reports = [judge_page(home + url, browser) for _ in range(RUNS)]
            runs = [read_figures(report) for report in reports]
            figures = {key: median(run[key] for run in runs) for key in runs[0]}
            notes = list(
                dict.fromkeys(note for report in reports for note in iter_failed_audits(report))
            )
            rows.append(TableRow(name, figures, GOALS, notes))
            print_line(f"  đã đo: {name}")
    yield FigureTable("Trang", COLUMNS, rows)


def read_figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures of a report: scores of 100, seconds, milliseconds."""
    error = report.get("runtimeError")
    if error:
        raise CannotMeasure(f"{error.get('code')}: {error.get('message')}")
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    audits = report["audits"]
    return {
        **scores,
        "lcp": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "cls": audits["cumulative-layout-shift"]["numericValue"],
        "tbt": audits["total-blocking-time"]["numericValue"],
    }


def iter_failed_audits(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield each audit that Lighthouse does not show as passed, with the value it shows."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if audit["score"] is not None and audit["score"] < GOOD:
                counted = "" if part["weight"] else " (không tính điểm)"
                yield f"{name}: {part['id']}{counted} {audit.get('displayValue', '')}".rstrip()


def judge_page(address: str, browser: str) -> dict[str, Any]:
    """Have Lighthouse judge a page once and return its report; raises CannotMeasure."""
    node = install.find_node(Path(sys.prefix))
    if node is None or not PROGRAM.is_file():
        raise CannotMeasure("không có Node.js hoặc Lighthouse: chạy lại python3 tasks.py bench")
    flags = " ".join(("--headless", *BROWSER_SWITCHES))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.json"
        words = [
            *(node, str(PROGRAM), address, "--quiet", f"--chrome-flags={flags}"),
            *("--output=json", f"--output-path={report}", "--no-enable-error-reporting"),
            *(f"--only-categories={','.join(CATEGORIES)}", "--disable-full-page-screenshot"),
        ]
        printed = run_lighthouse(words, browser)
        if not report.is_file():
            raise CannotMeasure(printed.strip())
        judged: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return judged


def run_lighthouse(words: Sequence[str], browser: str) -> str:
    """Run Lighthouse and return what it printed; its Chromium ends with it, also on Ctrl-C."""
    with subprocess.Popen(
        words,
        env={**os.environ, "CHROME_PATH": browser},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    ) as child:
        try:
            return child.communicate(timeout=LIMIT)[0]
        except BaseException:
            end_tree(child, signal.SIGINT)
            raise
