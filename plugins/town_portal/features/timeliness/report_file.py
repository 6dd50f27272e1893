"""The report as a file for machines."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from town_portal.core.storage import replace_file
from town_portal.features.timeliness.models import TimelinessReport

FILE = "timeliness.json"
_REPORT = TypeAdapter(TimelinessReport)


def write_report(file: Path, found: TimelinessReport) -> None:
    """Write the report, whole or not at all."""
    replace_file(file, serialize_report(found).encode())


def serialize_report(found: TimelinessReport) -> str:
    """Return the report as JSON."""
    values: dict[str, Any] = _REPORT.dump_python(found, mode="json")
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def read_report(file: Path) -> TimelinessReport:
    """Return a report that was written; raises OSError and ValueError."""
    return _REPORT.validate_json(file.read_bytes())
