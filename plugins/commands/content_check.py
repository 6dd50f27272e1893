"""Check the content itself: one build that is thrown away, then advice for the staff."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from plugins.commands.build import build
from plugins.commands.child import stopping_by_signal
from plugins.commands.places import ROOT

# What a shell gives for a command ended by Ctrl-C.
STOPPED = 130
SETTINGS = """\
from pelicanconf import *

PLUGINS = [*PLUGINS, "plugins.advice"]
SPECIMENS = SHARE_PICTURES = False
ADVICE_TO = {target!r}
"""


def workplace(content: Path, root: Path = ROOT) -> Path:
    """Return where the content is built: pictures made there are not made again the next time."""
    name = hashlib.sha256(str(content.resolve()).encode()).hexdigest()[:10]
    return root / ".state" / f"check-{name}" / "site"


def advice(content: Path) -> list[str] | None:
    """Return the advice about a content folder, ``file:line: sentence [rule]``; None with faults.

    What is wrong stands on standard error, as in every build.
    """
    output = workplace(content)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target, settings = Path(folder) / "advice.json", Path(folder) / "conf.py"
        settings.write_text(SETTINGS.format(target=str(target)), encoding="utf-8")
        try:
            result = build(content, output, settings)
        finally:
            shutil.rmtree(output, ignore_errors=True)
        if result.code:
            return None
        found: list[str] = json.loads(target.read_text(encoding="utf-8"))
    return found


def main(content: Path) -> int:
    """Print the advice about a content folder and give the exit code: 1 only for faults."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    try:
        with stopping_by_signal():
            found = advice(content)
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return STOPPED
    if found is None:
        print("Chưa dựng được trang. Hãy sửa các lỗi trên rồi chạy lại.", file=sys.stderr)
        return 1
    for line in found:
        print(line)
    print(_summary(len(found)), flush=True)
    return 0


def _summary(count: int) -> str:
    if not count:
        return "Nội dung không có gì cần góp ý."
    return (
        f"Có {count} góp ý. Chỗ nào cố ý để vậy, hãy ghi tên quy tắc trong ngoặc vuông và lý do "
        "vào trường waive của bài hoặc trang."
    )
