"""Check the content itself: what stops a build, what stops `publish`, what could be better."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from town_portal.authoring.proofreading.check import ContentCheck
from town_portal.authoring.proofreading.rule import Finding
from town_portal.core.system.child import make_stoppable
from town_portal.core.text import format_number

# What a shell gives for a command ended by Ctrl-C.
MORE = "Dữ liệu và liên kết được kiểm riêng, mỗi lần dựng cổng."
"""What this check does not see, and a build stops at."""
MANY = 1000
"""From so many texts on, progress is told."""


@make_stoppable()
def main(content: Path) -> int:
    """Print what is found in a content folder and give the exit code.

    It is 1 where something stops a build or `publish`, so that a hook can rely on it.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    found = ContentCheck(content).report(_print_progress)
    for line in format_findings(found.findings):
        print(line)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.faults:
        print(
            f"Có {format_number(len(found.faults))} lỗi phải sửa thì mới dựng được.",
            file=sys.stderr,
        )
    print(_format_summary(found.findings))
    print(MORE, flush=True)
    return 1 if found.faults or any(finding.level == "must" for finding in found.findings) else 0


def format_findings(findings: Iterable[Finding]) -> list[str]:
    """Return the findings as they are printed: text by text, what must be put right first."""
    found: list[str] = []
    for _, group in groupby(findings, lambda finding: finding.file):
        ordered = sorted(group, key=lambda item: (item.level != "must", item))
        found += map(str, ordered)
    return found


def _print_progress(done: int, count: int) -> None:
    if count >= MANY:
        end = "\n" if done == count else "\r"
        print(
            f"Đã soát {format_number(done)}/{format_number(count)} bài",
            end=end,
            file=sys.stderr,
            flush=True,
        )


def _format_summary(findings: list[Finding]) -> str:
    if not findings:
        return "Nội dung không có chỗ nào cần xem lại."
    musts = sum(finding.level == "must" for finding in findings)
    texts = len({finding.file for finding in findings})
    counts = (len(findings), texts, musts, len(findings) - musts)
    total, where, blocking, others = map(format_number, counts)
    return (
        f"Có {total} chỗ cần xem ở {where} bài: {blocking} bắt buộc "
        f"sửa (chưa sửa thì không đăng được), {others} nên sửa. Chỗ nào cố "
        "ý để vậy, hãy ghi tên quy tắc trong ngoặc vuông và lý do vào mục Chỗ cố ý để khác quy tắc "
        "(waive) của bài hoặc trang."
    )
