"""What runs on the server beside the newsroom and has failed, for whoever looks after it.

The machine leaves a file for each unit that has failed (deploy/town-portal-failed) and takes it
away when the unit ends well again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NAMES = {
    "town-portal-setup": "cài các gói đã ghim",
    "publish-due": "đăng theo giờ",
    "publish-pushed": "đăng bản được đẩy lên",
    "watch-site": "canh cổng đã đăng",
    "compare-site": "so nơi đăng với bản đã ký",
    "portal-doctor": "khám toàn bộ",
    "town-live": "dịch vụ đếm lượt, bình luận",
    "town-live-backup": "sao lưu dịch vụ",
    "town-newsroom": "bàn soạn tin",
    "town-newsroom-worker": "hàng đợi đăng bài",
    "town-newsroom-backup": "sao lưu bàn soạn tin",
}
"""What each unit of the project does, as staff call it."""


@dataclass(frozen=True)
class Failure:
    """A unit that has failed: its name, what it does, since when."""

    unit: str
    name: str
    since: datetime


def list_failures(folder: Path) -> list[Failure]:
    """Return the units that have failed, the longest first; none where nobody leaves messages."""
    found = []
    for file in folder.glob("*.failed"):
        try:
            since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except OSError:  # taken away this moment
            continue
        unit = file.name.removesuffix(".failed")
        found.append(Failure(unit, NAMES.get(unit.removesuffix(".service"), unit), since))
    return sorted(found, key=lambda item: (item.since, item.unit))
