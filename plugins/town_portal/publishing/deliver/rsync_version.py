"""Whether this machine's rsync can do what a publication asks of it.

macOS has had two: rsync 2.6.9 of 2006, and openrsync, which calls itself compatible with it.
Neither knows ``--protect-args`` (3.0), ``--delete-missing-args`` and ``--outbuf`` (3.1).
"""

from __future__ import annotations

import os
import re
import shutil

from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.program import Program

LEAST = (3, 1)
WINDOWS = (
    "Windows không có rsync: hãy đăng bằng rclone (rclone:TEN:thu/muc, kiểu sftp) "
    "hoặc chạy trong WSL."
)
OLD = (
    "rsync của máy này ({}) không dùng được cho việc đăng: cần rsync 3.1 trở lên. Trên macOS hãy "
    "chạy “brew install rsync”, mở cửa sổ dòng lệnh mới rồi đăng lại. Không cài được thì đăng bằng "
    "rclone (rclone:TEN:thu/muc, kiểu sftp)."
)
_VERSION = re.compile(r"^rsync +version v?(\d+)\.(\d+)", re.MULTILINE)


def check_rsync() -> None:
    """Raise Refused, with what to do, where rsync is missing on Windows, too old or another one."""
    if os.name == "nt" and shutil.which("rsync") is None:
        raise TargetRefused(WINDOWS)
    said = Program("rsync", ("rsync", "--version")).text()
    first = said.partition("\n")[0].strip()
    found = _VERSION.search(said)
    if "openrsync" in said or not found or (int(found[1]), int(found[2])) < LEAST:
        raise TargetRefused(OLD.format(first or "không rõ phiên bản"))
