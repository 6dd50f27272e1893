"""What law and custom ask of the portal: run the automatic checks, tell what is open."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from town_portal.core.system.child import make_stoppable
from town_portal.features.duties.report import ANSWERS, ORDER, STATES, summarize_states
from town_portal.features.duties.report_file import FILES
from town_portal.publishing.build import Building

# What a shell gives for a command ended by Ctrl-C.
SETTINGS = """\
from publishconf import *

SEARCH_INDEX = SHARE_PICTURES = False
PLUGINS.remove("town_portal.features.redirects")  # what was published is none of its business
"""
"""A build for the public that nobody publishes."""
NOT_BUILT = "Chưa dựng được cổng nên chưa kiểm được mức độ tuân thủ. Hãy sửa các lỗi trên."
NOT_WRITTEN = "{}: không ghi được: {}"
MORE = "Từng phép kiểm: python3 tasks.py check --duties"

Told = dict[str, Any]
"""The report, or a duty of it, as du-lieu.json has it (features/duties/report_file.py)."""
WORKPLACE = "duties"


class DutiesNotBuilt(Exception):
    """The site can't be built; why has been told."""


@make_stoppable()
def main(content: Path, in_full: bool = False, to: Path | None = None) -> int:
    """Print how the duties stand, and give the exit code: 1 where a claim is not so.

    ``in_full`` tells every check, ``to`` is a file that gets the report for machines.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        found = inspect_duties(content)
    except DutiesNotBuilt:
        print(NOT_BUILT, file=sys.stderr)
        return 1
    if found is None:
        print("Không có content/data/duties.yaml: không có yêu cầu nào để kiểm.")
        return 0
    for line in iter_full_report(found) if in_full else iter_short_report(found):
        print(line)
    wrong = list(iter_unmet_claims(found))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong or (to and not _write_report(to, found)) else 0


def inspect_duties(content: Path) -> Told | None:
    """Build the site as the public gets it and return the report; None where nobody asks for one.

    It is built at the same place each time, so that the next time only what has changed is made.
    Raises NotBuilt.
    """
    building = Building.in_workplace(WORKPLACE, content, SETTINGS)
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(said):
        result = building.run()
    if result.code:
        print("\n".join(result.fault_lines()), file=sys.stderr)
        raise DutiesNotBuilt
    file = building.output / FILES["JSON"]
    found: Told | None = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
    return found


def iter_short_report(found: Told) -> Iterator[str]:
    """Yield how many are in which state, and the names of those that are not met."""
    duties = found["duties"]
    yield f"{len(duties)} yêu cầu: {summarize_states(duty['state'] for duty in duties)}."
    for state in ORDER[:-1]:
        names = [duty["title"] for duty in duties if duty["state"] == state]
        if names:
            yield f"{STATES[state]}: {'; '.join(names)}."
    yield MORE


def iter_full_report(found: Told) -> Iterator[str]:
    """Yield every duty with all that was seen, and what is lacking."""
    for duty in found["duties"]:
        yield f"{STATES[duty['state']]}: {duty['title']} ({'; '.join(duty['basis']) or 'thông lệ'})"
        for page in duty["pages"]:
            yield f"  trang {page['url']}{'' if page['published'] else ' (chưa có)'}"
        for check in duty["checks"]:
            yield f"  {format_check(check)}"
        for look in (*duty["tests"], *duty["looks"]):
            yield f"  {look['what']} ({look['by']}, {look['seen']})"
        for lacking in duty["lacking"]:
            yield f"  còn thiếu: {lacking}"
    states = summarize_states(duty["state"] for duty in found["duties"])
    yield f"{len(found['duties'])} yêu cầu: {states}."


def iter_unmet_claims(found: Told) -> Iterator[str]:
    """Yield a sentence for each duty that the data call met though a check finds otherwise."""
    for duty in found["duties"]:
        if duty["judged"] == "met" and duty["state"] != "met":
            failed = [
                format_check(check)
                for check in duty["checks"]
                if check["state"] in ("open", "partly")
            ]
            yield (
                f"content/data/duties.yaml: {duty['key']}: ghi là đạt (judged: met) nhưng phép "
                f"kiểm thấy: {'; '.join(failed)}. Hãy bổ sung điều còn thiếu, hoặc ghi lại "
                "judged và lacking."
            )


def format_check(check: Told) -> str:
    """Return what a check saw, in words."""
    evidence = f" ({check['evidence']})" if check["evidence"] else ""
    answer: str = ANSWERS[check["state"]]
    return f"{answer.lower()}: {check['what']}{evidence}"


def _write_report(to: Path, found: Told) -> bool:
    """Write the report for machines; tell where that can't be."""
    try:
        to.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        print(NOT_WRITTEN.format(to, error.strerror), file=sys.stderr)
        return False
    return True
