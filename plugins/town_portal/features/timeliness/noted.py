"""The report as a file for machines."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from town_portal.core.storage import replace
from town_portal.features.timeliness.models import Report

FILE = "timeliness.json"
_REPORT = TypeAdapter(Report)


def write(file: Path, found: Report) -> None:
    """Write the report, whole or not at all."""
    replace(file, told(found).encode())


def told(found: Report) -> str:
    """Return the report as JSON."""
    values: dict[str, Any] = _REPORT.dump_python(found, mode="json")
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def read(file: Path) -> Report:
    """Return a report that was written; raises OSError and ValueError."""
    return _REPORT.validate_json(file.read_bytes())
