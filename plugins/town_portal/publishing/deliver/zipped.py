"""One zip file: the same site gives the same bytes, wherever and whenever it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.folder import refuse_own_folder
from town_portal.publishing.deliver.target import Delivery, SentFiles, Target
from town_portal.publishing.deliver.target_memory import TargetMemory
from town_portal.publishing.deliver.trusted_manifest import Trust

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""
READABLE = 0o100644 << 16
UNIX = 3
PACKED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".woff2", ".mp4", ".mp3", ".zip")
STANDS = "Tệp zip cũ vẫn nguyên như trước; hãy chạy lại."


@dataclass
class ZipTarget(Target):
    """A zip file that takes the place of the last one when it is whole."""

    path: Path
    ours: Mapping[Path, str]
    stands: str = STANDS

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def siblings(self) -> bool:
        """Nobody here knows its host, and it would be half as large again."""
        return False

    @property
    def sends_all(self) -> bool:
        """All files are put together anew."""
        return True

    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Refuse a place within the project's own; a file that was taken away is made anew."""
        refuse_own_folder(self.path, self.ours)
        if not self.path.absolute().parent.is_dir():
            raise TargetRefused(f"Không có thư mục {self.path.absolute().parent} để đặt tệp zip.")
        if self.path.is_dir():
            raise TargetRefused(f"Không ghi được {self.path}: đã có thư mục mang tên ấy.")
        if not self.path.exists():
            memory.held.clear()
            return ""
        return trusted_manifest.correct_memory(memory, self, trust)

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""
        try:
            with ZipFile(self.path) as bundle, bundle.open(path) as file:
                return file.read(most or -1)
        except (BadZipFile, KeyError):
            return None

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path; of what is no zip file, its own."""
        try:
            with ZipFile(self.path) as bundle:
                return {item.filename: item.file_size for item in bundle.infolist()}
        except BadZipFile:
            return {self.path.name: self.path.stat().st_size}

    def send(self, delivery: Delivery) -> SentFiles:
        """Write all of it beside the old one, then put it in its place."""
        fresh = self.path.with_name(f"{self.path.name}.dang-ghi")
        try:
            with ZipFile(fresh, "w") as bundle:
                for path in sorted(delivery.site):
                    file = delivery.site[path]
                    bundle.writestr(_make_info(path), (file.root / path).read_bytes())
                    delivery.progress.step(file.size)
            fresh.replace(self.path)
        finally:
            fresh.unlink(missing_ok=True)
        delivery.memory.held = {path: file.digest for path, file in delivery.site.items()}
        return SentFiles(1, self.path.stat().st_size)


def _make_info(path: str) -> ZipInfo:
    """Return what a zip file says of one file: nothing of this machine, nothing of this hour."""
    info = ZipInfo(path, LONG_AGO)
    info.external_attr, info.create_system = READABLE, UNIX
    info.compress_type = ZIP_STORED if path.lower().endswith(PACKED) else ZIP_DEFLATED
    return info
