"""Check the content itself: what stops a build, what stops `publish`, what could be better."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from town_portal.authoring.proofreading.check import Check
from town_portal.authoring.proofreading.rule import Finding
from town_portal.core.system.child import stoppable
from town_portal.core.text import number

# What a shell gives for a command ended by Ctrl-C.
MORE = "Dữ liệu và liên kết được kiểm riêng, mỗi lần dựng cổng."
"""What this check does not see, and a build stops at."""
MANY = 1000
"""From so many texts on, progress is told."""


@stoppable()
def main(content: Path) -> int:
    """Print what is found in a content folder and give the exit code.

    It is 1 where something stops a build or `publish`, so that a hook can rely on it.
    """
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    found = Check(content).report(_progress)
    for line in lines(found.findings):
        print(line)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if found.faults:
        print(f"Có {number(len(found.faults))} lỗi phải sửa thì mới dựng được.", file=sys.stderr)
    print(_summary(found.findings))
    print(MORE, flush=True)
    return 1 if found.faults or any(it.level == "must" for it in found.findings) else 0


def lines(findings: Iterable[Finding]) -> list[str]:
    """Return the findings as they are printed: text by text, what must be put right first."""
    found: list[str] = []
    for _, group in groupby(findings, lambda finding: finding.file):
        ordered = sorted(group, key=lambda it: (it.level != "must", it))
        found += map(str, ordered)
    return found


def _progress(done: int, count: int) -> None:
    if count >= MANY:
        end = "\n" if done == count else "\r"
        print(f"Đã soát {number(done)}/{number(count)} bài", end=end, file=sys.stderr, flush=True)


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return "Nội dung không có chỗ nào cần xem lại."
    musts = sum(finding.level == "must" for finding in findings)
    texts = len({finding.file for finding in findings})
    return (
        f"Có {number(len(findings))} chỗ cần xem ở {number(texts)} bài: {number(musts)} bắt buộc "
        f"sửa (chưa sửa thì không đăng được), {number(len(findings) - musts)} nên sửa. Chỗ nào cố "
        "ý để vậy, hãy ghi tên quy tắc trong ngoặc vuông và lý do vào mục Chỗ cố ý để khác quy tắc "
        "(waive) của bài hoặc trang."
    )
