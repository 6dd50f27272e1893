"""How far the photographs are, on standard error: a bar for a person, plain lines for a log."""

from typing import TextIO

from town_portal.core import progress
from town_portal.core.progress import ProgressBar, Reporter


class NoProgress:
    """Tells nothing."""

    def start(self, files: int, size: int) -> None:
        """Tell nothing."""

    def step(self, size: int) -> None:
        """Tell nothing."""

    def stop(self) -> None:
        """Tell nothing."""


class PhotoLines(progress.ProgressLines):
    """A line at the beginning, every few seconds, and at the end."""

    def start(self, files: int, size: int) -> None:
        """Tell how much there is to do."""
        super().start(files, size)
        self._write(f"Xử lý {files} ảnh ({_format_megabytes(size)})…")

    def so_far(self, seconds: float) -> str:
        """Return how many photographs are done, how fast, and the time that is left."""
        speed = max(1.0, self._bytes / seconds)
        left = round((self._size - self._bytes) / speed)
        return (
            f"Đã xử lý {self._done}/{self._files} ảnh, {_format_megabytes(speed)}/giây, "
            f"còn khoảng {left} giây"
        )

    def stop(self) -> None:
        """Tell what was done and how long it took."""
        took = _format_decimal(f"{self._clock() - self._began:.1f}")
        self._write(f"Xong {self._done}/{self._files} ảnh sau {took} giây")


def _format_decimal(number: str) -> str:
    return number.replace(".", ",")


def _format_megabytes(size: float) -> str:
    return _format_decimal(f"{size / 1_000_000:.1f} MB")


def make_reporter(stream: TextIO) -> Reporter:
    """Return a bar where a person looks on, else plain lines."""
    return ProgressBar(stream, "Xử lý ảnh", "ảnh") if stream.isatty() else PhotoLines(stream)
