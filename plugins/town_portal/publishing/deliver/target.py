"""What all kinds of targets have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from town_portal.core.progress import Reporter
from town_portal.publishing.deliver.kept_assets import KeptAssets
from town_portal.publishing.deliver.plan import DeliveryPlan
from town_portal.publishing.deliver.site import SiteFile
from town_portal.publishing.deliver.target_memory import TargetMemory
from town_portal.publishing.deliver.trusted_manifest import Trust

OLD_STANDS = "Bản đang công khai vẫn nguyên như cũ; lần chạy sau gửi tiếp phần còn thiếu."
PARTLY = (
    "Trang nào đã gửi thì đủ cả ảnh và tệp đi kèm, trang chưa gửi vẫn như cũ; "
    "lần chạy sau gửi tiếp phần còn thiếu."
)
NEW_STANDS = "Bản mới đã công khai; chỉ còn việc dọn dẹp, lần chạy sau làm tiếp."


@dataclass
class Delivery:
    """A site on its way: its files by their path at the target, and what must change there.

    ``output`` is the built site, ``stamp`` the name of this publication, in the order of time.
    """

    output: Path
    site: dict[str, SiteFile]
    plan: DeliveryPlan
    memory: TargetMemory
    kept: KeptAssets
    progress: Reporter
    stamp: str
    is_whole: bool = True
    """Whether each file of ``output`` was looked at."""


@dataclass
class SentFiles:
    """What went up: files and bytes, as far as the way there tells."""

    files: int = 0
    size: int = 0
    notes: list[str] = field(default_factory=list)


class Target(ABC):
    """A place that a site is brought to."""

    stands: str
    """What stands there if the work were broken off now."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is called in what people read."""

    @property
    @abstractmethod
    def siblings(self) -> bool:
        """Whether compressed copies help there; known after `look`."""

    @property
    def sends_all(self) -> bool:
        """Whether files go, or are compared, that have not changed."""
        return False

    @abstractmethod
    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Correct what is remembered of the target by what is there, and tell what was noticed.

        Nothing is changed at the target. Raises Refused, Failed, OSError.
        """

    @abstractmethod
    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""

    @abstractmethod
    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path."""

    @abstractmethod
    def send(self, delivery: Delivery) -> SentFiles:
        """Make the target hold the site; raises Failed, OSError."""

    def tidy(self, delivery: Delivery) -> None:  # noqa: B027  # few have something left to do
        """Do what can wait until the site is public; raises Failed, OSError."""

    def close(self) -> None:  # noqa: B027  # few have something open
        """End what was opened."""
