"""The report as JSON, for `check` and for whoever counts: du-lieu.json beside the page."""

import json
from datetime import date
from typing import Any

from town_portal.features.duties.report import Report, Row

URL = "muc-do-tuan-thu/"
FILE = f"{URL}du-lieu.json"


def as_data(found: Report) -> dict[str, Any]:
    """Return the report as plain data: counts, then every duty with what was seen."""
    states = [row.state for row in found.rows]
    return {
        "version": 1,
        "counts": {state: states.count(state) for state in ("met", "partly", "open")},
        "duties": [_row(row) for row in found.rows],
    }


def written(found: Report) -> bytes:
    """Return the report as the bytes of its file."""
    return (json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n").encode()


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "text": row.text,
        "level": row.level,
        "basis": list(row.basis),
        "state": row.state,
        "judged": row.judged,
        "pages": [{"url": f"/{it.url}", "published": it.is_there} for it in row.pages],
        "checks": [
            {"what": it.what, "state": it.state, "evidence": it.evidence} for it in row.seen
        ],
        "tests": [_looked(it.what, it.by, it.seen) for it in row.tests],
        "looks": [_looked(it.what, it.by, it.seen) for it in row.looks],
        "lacking": list(row.lacking),
    }


def _looked(what: str, by: str, seen: date) -> dict[str, str]:
    return {"what": what, "by": by, "seen": seen.isoformat()}
