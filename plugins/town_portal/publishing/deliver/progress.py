"""How far an upload is, on standard error: a bar for a person, plain lines for a log."""

from __future__ import annotations

from typing import TextIO

from town_portal.core import progress
from town_portal.core.progress import ProgressBar, Reporter


class DeliveryLines(progress.ProgressLines):
    """A line every few seconds."""

    def so_far(self, _seconds: float) -> str:
        """Return how many files and bytes are up."""
        return (
            f"Đã đưa lên {self._done}/{self._files} tệp, "
            f"{format_megabytes(self._bytes)}/{format_megabytes(self._size)}"
        )


def format_megabytes(size: float) -> str:
    """Return a number of bytes as people read it."""
    if size < 1_000_000:
        return f"{size / 1_000:.1f} KB".replace(".", ",")
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def make_reporter(stream: TextIO) -> Reporter:
    """Return a bar where a person looks on, else plain lines."""
    return ProgressBar(stream, "Đưa lên", "tệp") if stream.isatty() else DeliveryLines(stream)
