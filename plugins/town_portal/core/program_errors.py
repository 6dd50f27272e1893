"""Report program errors as faults: the file being processed and the place in the code."""

import inspect
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from town_portal.core.faults import Faults, format_path

LOG = "error.log"
"""In the state of an output: the tracebacks, for whoever maintains the program."""
LARGEST_LOG = 1_000_000
PREFIX = "lỗi khi dựng trang: "
OF_CONTENT = (
    "lỗi của chương trình khi xử lý tệp này ({error}, ở {place}); hãy xem lại đoạn vừa sửa; nếu "
    "vẫn lỗi thì gửi tệp này cùng {log} cho người phụ trách kỹ thuật"
)
WHILE = " (khi dựng {})"


def note_error(error: Exception, faults: Faults, prefix: str = PREFIX) -> None:
    """Add an unexpected error as a fault of the line of code or template where it happened."""
    file, line = _place(error)
    faults.add(file, line, "", f"{prefix}{_name_error(error)}")


def note_content_error(
    error: Exception, faults: Faults, content: Path, log: Path, source: Path | None = None
) -> None:
    """Add an unexpected error as a fault of the text being processed, if there is one.

    ``source`` is that text where the caller knows it; else it is looked for below ``content``. A
    template's fault stays the template's, with the text's name. The traceback goes into ``log``.
    """
    append_log(log, "".join(traceback.format_exception(error)))
    source = source or find_source(error, content)
    file, line = _place(error)
    if isinstance(error, TemplateError):
        while_at = WHILE.format(format_path(source)) if source else ""
        faults.add(file, line, "", f"{PREFIX}{_name_error(error)}{while_at}")
    elif source:
        place = f"{format_path(file)}:{line}"
        sentence = OF_CONTENT.format(error=_name_error(error), place=place, log=format_path(log))
        faults.add(source, 1, "", sentence)
    else:
        note_error(error, faults)


def find_source(error: Exception, content: Path) -> Path | None:
    """Return the text below ``content`` that the innermost function was called with, else None.

    Looked at are the arguments of the functions on the way to the error, not what else they know:
    a variable may be left from the text before.
    """
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in _iter_arguments(frame):
            path = _get_source_path(value)
            if path and Path(path).is_relative_to(content):
                return Path(path)
    return None


def _get_source_path(value: Any) -> str:
    try:
        path = getattr(value, "source_path", None)
    except Exception:  # noqa: BLE001  # a strict undefined value, or whatever a plugin made
        return ""
    return path if isinstance(path, str) else ""


def _iter_arguments(frame: FrameType) -> Iterator[Any]:
    """Yield the arguments of a function, and the values inside its tuples and keywords."""
    given = inspect.getargvalues(frame)
    names = [*given.args, *filter(None, (given.varargs, given.keywords))]
    yield from _iter_inside([given.locals[name] for name in names if name in given.locals], 2)


def _iter_inside(values: Any, depth: int) -> Iterator[Any]:
    for value in values:
        yield value
        if depth and isinstance(value, tuple):
            yield from _iter_inside(value, depth - 1)
        elif depth and isinstance(value, Mapping) and "source_path" not in value:
            yield from (value[name] for name in ("article", "page") if name in value)


def _place(error: Exception) -> tuple[Path, int]:
    frames = traceback.extract_tb(error.__traceback__)
    templates = [frame for frame in frames if frame.filename.endswith(".html")]
    last = (templates if isinstance(error, TemplateError) and templates else frames)[-1]
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename), error.lineno or 1
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    return Path(last.filename), last.lineno or 1


def _name_error(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def append_log(log: Path, lines: str) -> None:
    """Append a traceback to a log, which begins anew when it has grown large."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        is_large = log.is_file() and log.stat().st_size > LARGEST_LOG
        with log.open("w" if is_large else "a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{lines}\n")
    except OSError:  # the fault is reported all the same
        return
