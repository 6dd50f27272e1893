"""Lighthouse's judgement of a page, on a telephone with slow 4G as it simulates it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plugins.commands import install
from plugins.commands.bench.goals import Column, Goal, Row, medians
from plugins.commands.child import NEW_GROUP, NEW_SESSION, end_tree
from plugins.commands.places import ROOT
from plugins.commands.test import SWITCHES

PROGRAM = ROOT / "tests" / "bench" / "node_modules" / "lighthouse" / "cli" / "index.js"
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
GOALS: Mapping[str, Goal] = {
    "performance": Goal(98, least=True),
    **{name: Goal(100, least=True) for name in CATEGORIES[1:]},
    "lcp": Goal(1.5),
    "cls": Goal(0.01),
    "tbt": Goal(50),
}
GOOD = 0.9
"""The score from which on Lighthouse shows an audit as passed."""


class Failed(Exception):
    """Lighthouse could not judge a page; the message says why."""


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Give the figures of a report: scores of 100, seconds, milliseconds."""
    error = report.get("runtimeError")
    if error:
        raise Failed(f"{error.get('code')}: {error.get('message')}")
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    audits = report["audits"]
    return {
        **scores,
        "lcp": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "cls": audits["cumulative-layout-shift"]["numericValue"],
        "tbt": audits["total-blocking-time"]["numericValue"],
    }


def failed(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each audit that Lighthouse does not show as passed, with what it found."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if audit["score"] is not None and audit["score"] < GOOD:
                counted = "" if part["weight"] else " (không tính điểm)"
                yield f"{name}: {part['id']}{counted}", found(audit)


def found(audit: Mapping[str, Any]) -> str:
    """Give the value that an audit shows, and the first element that it complains of."""
    items = (audit.get("details") or {}).get("items") or [{}]
    nodes = [item["node"] for item in items if isinstance(item.get("node"), dict)]
    where = [str(node.get("selector", "")) for node in nodes[:1]]
    return ", ".join(text for text in (str(audit.get("displayValue", "")), *where) if text)


def noted(reports: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give the audits that failed in any run, each with what the first such run found."""
    notes: dict[str, str] = {}
    for report in reports:
        for about, value in failed(report):
            notes.setdefault(about, value)
    return notes


def node() -> str | None:
    """Give the Node beside the npm that fetched Lighthouse."""
    npm = install.npm_of(Path(sys.prefix))
    beside = shutil.which("node", path=str(Path(npm).parent)) if npm else None
    return beside or shutil.which("node")


def command(program: str, address: str, report: Path) -> list[str]:
    """Give the command of one run."""
    flags = " ".join(("--headless", *SWITCHES))
    return [
        *(program, str(PROGRAM), address, "--quiet", f"--chrome-flags={flags}"),
        *("--output=json", f"--output-path={report}", "--no-enable-error-reporting"),
        *(f"--only-categories={','.join(CATEGORIES)}", "--disable-full-page-screenshot"),
    ]


def judge(address: str, chrome: str) -> dict[str, Any]:
    """Have Lighthouse judge a page once and give its report; raises Failed."""
    program = node()
    if program is None or not PROGRAM.is_file():
        raise Failed("không có Node.js hoặc Lighthouse; hãy chạy lại bằng python3 tasks.py bench")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.json"
        said = run(command(program, address, report), chrome)
        if not report.is_file():
            raise Failed(said.strip())
        judged: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return judged


def run(words: Sequence[str], chrome: str) -> str:
    """Run Lighthouse and give what it said; its Chromium ends with it, also on Ctrl-C."""
    with subprocess.Popen(
        words,
        env={**os.environ, "CHROME_PATH": chrome},
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


def row(name: str, reports: Sequence[Mapping[str, Any]]) -> Row:
    """Give the medians of a page's runs, with the audits that failed."""
    return Row(name, medians([figures(report) for report in reports]), GOALS, noted(reports))


def measure(home: str, chrome: str) -> Iterator[Row]:
    """Judge each page some times, one after another."""
    for name, url in PAGES.items():
        yield row(name, [judge(home + url, chrome) for _ in range(RUNS)])
