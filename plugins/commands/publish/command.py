"""Build the site for the public, if nothing in it must be put right first.

Where it goes from there is another step's work: ``publish`` returns once the folder is whole.
"""

from __future__ import annotations

import sys
from math import inf
from pathlib import Path

from plugins._kit.faults import FaultsError
from plugins.commands import clock, due
from plugins.commands.build import build
from plugins.commands.child import stopping_by_signal
from plugins.commands.places import ROOT
from plugins.commands.publish import walk

SETTINGS = ROOT / "publishconf.py"
STOPPED = 130
NOTHING_DUE = "Chưa có gì đến giờ{}."
NEVER = "Chưa có bản công khai nào được ghi nhớ. "
CAME = "Đến giờ: {}. "
BY_DAY = "Đến giờ: lời báo hoặc phần theo ngày đã đổi. "
MUST_FIRST = (
    "Chưa đăng: còn {} chỗ phải sửa trong những bài sẽ hiện ra. Hãy sửa, hoặc ghi waive kèm lý do "
    "ở bài nếu cố ý; bản đã đăng được giữ nguyên."
)
FAILED = "Chưa đăng. Hãy sửa các lỗi trên rồi chạy lại; bản đã đăng được giữ nguyên."


def main(content: Path, output: Path, only_due: bool = False) -> int:
    """Publish, or with ``only_due`` only when its time has come, and give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    reason = ""
    if only_due:
        reason = _reason(content, output, clock.now().timestamp())
        if not reason:
            return 0
    try:
        with stopping_by_signal():
            return _publish(content, output, reason)
    except KeyboardInterrupt:
        print("Đã dừng. Bản đã đăng được giữ nguyên.", file=sys.stderr)
        return STOPPED


def _reason(content: Path, output: Path, now: float) -> str:
    """Return what has become due; where nothing has, say so and return the empty text."""
    last = due.read(walk.state_of(output))
    if last is None or not output.is_dir():
        return NEVER
    others = due.scheduled_since(content, last.at)
    came = due.passed((*last.moments, *others), last.at, now)
    if came:
        return CAME.format(due.told(came))
    if now >= last.until:
        return BY_DAY
    at = due.next_moment(last, others, now)
    zone = due.zone_of(content)
    print(NOTHING_DUE.format("" if at == inf else f"; lần tới lúc {due.when(at, zone)}"))
    return ""


def _publish(content: Path, output: Path, reason: str) -> int:
    """Check, build, and remember what the clock will do next."""
    # Late: whoever asks whether something is due does not wait for these.
    from plugins.commands.musts import in_the_way

    now = clock.now()
    try:
        lines = in_the_way(content, now)
    except FaultsError as error:
        lines = [str(error)]
    if lines:
        print("\n".join(lines), file=sys.stderr)
        print(MUST_FIRST.format(len(lines)), file=sys.stderr)
        return 1
    if build(content, output, SETTINGS).code:
        print(FAILED, file=sys.stderr)
        return 1
    _remember(output, now.timestamp())
    print(f"{reason}Đã dựng bản công khai: {output.resolve()}")
    return 0


def _remember(output: Path, now: float) -> None:
    """Leave for the next time what the build knows of the clock."""
    from plugins.incremental import look

    try:
        known = look.clock(output)
    except look.Nothing:  # each time anew, then
        known = look.Clock(now)
    moments = tuple(due.Moment(*plan) for plan in known.plans)
    due.write(walk.state_of(output), due.Published(now, known.until, moments))
