"""Standard streams whose reader may leave: `tasks.py TASK | head` ends as the task itself does.

Only the standard library is used.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

_CLOSED = {errno.EPIPE, errno.EINVAL}
"""What a closed pipe is called; the second one by Windows."""


class _Pipe(io.FileIO):
    """A file that takes everything; what nobody reads any more goes nowhere."""

    def write(self, data: object) -> int:
        """Write bytes and return their number."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            if error.errno not in _CLOSED:
                raise
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            return super().write(data)  # type: ignore[arg-type]


def tolerate_closed_pipes() -> None:
    """Let the task go on where the reader of its output has left: it may be publishing."""
    sys.stdout, sys.stderr = _make_tolerant(sys.stdout), _make_tolerant(sys.stderr)


def _make_tolerant(stream: TextIO) -> TextIO:
    if stream.isatty():
        return stream
    stream.flush()
    buffer = io.BufferedWriter(_Pipe(stream.fileno(), "wb", closefd=False))
    is_error = stream is sys.__stderr__
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="replace", line_buffering=is_error)
