"""Tables that Excel opens: CSV in UTF-8, with the mark by which Excel knows it."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# Excel takes a cell that begins so for a formula. Where its separator is another than ours (a
# semicolon, with Vietnamese settings), a cell begins in the middle of one of our cells too.
_FORMULA = re.compile(r"(^|[;,\t\r\n])([\s\"']*[=+\-@＝＋－＠])")


def write_table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a table as a file to keep."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_escape_formula(cell) for cell in row] for row in rows)
    answer = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _escape_formula(cell: object) -> str:
    return _FORMULA.sub(r"\1'\2", str(cell))
