"""The report for `check` and for whoever counts: du-lieu.json and du-lieu.csv beside the page."""

import csv
import io
import json
from datetime import date
from typing import Any

from town_portal.features.duties.report import DutyReport, DutyRow

URL = "muc-do-tuan-thu/"
EVIDENCE = f"{URL}can-cu/"
"""The page for who checks: each duty with what was seen."""
FILES = {"JSON": f"{URL}du-lieu.json", "CSV": f"{URL}du-lieu.csv"}
HEAD = (
    *("Yêu cầu", "Nội dung", "Mức", "Căn cứ"),
    *("Mức đáp ứng", "Nơi thể hiện", "Đã kiểm", "Còn thiếu"),
)


def build_data(found: DutyReport) -> dict[str, Any]:
    """Return the report as plain data: counts, then every duty with what was seen."""
    states = [row.state for row in found.rows]
    return {
        "version": 1,
        "counts": {state: states.count(state) for state in ("met", "partly", "open")},
        "duties": [_build_row(row) for row in found.rows],
    }


def serialize_report(found: DutyReport, kind: str) -> bytes:
    """Return the report as the bytes of its file; ``kind`` is one of ``FILES``."""
    if kind == "CSV":
        return _as_table(found).encode("utf-8-sig")
    return (json.dumps(build_data(found), ensure_ascii=False, indent=1) + "\n").encode()


def _build_row(row: DutyRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "text": row.text,
        "level": row.level,
        "basis": list(row.basis),
        "state": row.state,
        "judged": row.judged,
        "pages": [{"url": f"/{page.url}", "published": page.is_there} for page in row.pages],
        "checks": [
            {"what": item.what, "state": item.state, "evidence": item.evidence} for item in row.seen
        ],
        "tests": [_build_inspection(test.what, test.by, test.seen) for test in row.tests],
        "looks": [_build_inspection(look.what, look.by, look.seen) for look in row.looks],
        "lacking": list(row.lacking),
    }


def _build_inspection(what: str, by: str, seen: date) -> dict[str, str]:
    return {"what": what, "by": by, "seen": seen.isoformat()}


def _as_table(found: DutyReport) -> str:
    """Return a line for each duty; what is several stands in one cell, a semicolon between."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(HEAD)
    for row in found.rows:
        seen = [
            *map(str, row.seen),
            *(test.what for test in row.tests),
            *(look.what for look in row.looks),
        ]
        pages = [f"/{page.url}" for page in row.pages if page.is_there]
        several = [row.basis, [row.words], pages, seen, row.lacking]
        table.writerow([row.title, row.text, row.level, *("; ".join(item) for item in several)])
    return file.getvalue()
