"""What the clock has made due since the last publication, and what it will do next."""

from __future__ import annotations

import shlex
from math import inf
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing import due

NOTHING_DUE = "Chưa có gì đến giờ{}."
NEVER = "Chưa có bản công khai nào được ghi nhớ. "
CAME = "Đến giờ: {}. "
BY_DAY = "Đến giờ: lời báo hoặc phần theo ngày đã đổi, hoặc cần ký lại bản kê. "


def find_reason(content: Path, output: Path, now: float) -> str:
    """Return what has become due; where nothing has, say so and return the empty text."""
    last = due.read_published(walk.get_state_folder(output))
    if last is None or not output.is_dir():
        return NEVER
    others = due.list_scheduled_since(content, last.at)
    came = due.list_passed((*last.moments, *others), last.at, now)
    if came:
        return CAME.format(due.format_moments(came))
    if now >= last.until:
        return BY_DAY
    at = due.find_next_moment(last, others, now)
    zone = due.load_zone(content)
    print(NOTHING_DUE.format("" if at == inf else f"; lần tới lúc {due.format_moment(at, zone)}"))
    return ""


PREPARED = "prepared"
"""In the state folder: the moment (seconds since 1970) of a build that waits for its signature."""
NEXT = """Đã chuẩn bị bản công khai ở {output}; chưa ký, chưa đăng.
Ở máy giữ khóa ký, với tệp {output}/manifest.jsonl vừa chép sang:
  minisign -Sm manifest.jsonl -s minisign.key -t {comment}
Rồi chép manifest.jsonl.minisig về {output} và chạy:
  python3 tasks.py publish --prepared --to NƠI-ĐĂNG"""


def record_prepared(output: Path, now: float) -> None:
    """Record that a build waits for its signature, and print the next steps."""
    from town_portal.publishing import manifest

    (walk.get_state_folder(output) / PREPARED).write_text(str(now), encoding="utf-8")
    header = manifest.read_header(output / manifest.FILE)
    comment = shlex.quote(manifest.format_trusted_comment(header).replace("\t", " "))
    print(NEXT.format(output=output, comment=comment))


def remember_clock(output: Path, now: float) -> None:
    """Leave for the next time what the build knows of the clock."""
    from town_portal.build.incremental import state_reader

    try:
        known = state_reader.read_clock(output)
    except state_reader.Nothing:  # each time anew, then
        known = state_reader.Clock(now)
    moments = tuple(due.DueMoment(*plan) for plan in known.plans)
    until = min(known.until, now + due.RENEWED.total_seconds())
    due.write_published(walk.get_state_folder(output), due.Published(now, until, moments))
