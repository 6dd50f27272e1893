"""Read and write texts' files: whole, at once, never over another person's change."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from newsroom.texts.paths import get_content_folder, get_relative_path
from newsroom.texts.signals import text_changing
from town_portal.authoring.editing.front_matter import replace_body, set_fields
from town_portal.authoring.importers.page.import_record import get_state_folder
from town_portal.core.content_files.opening import read_bytes
from town_portal.core.content_files.writing import write_durably
from town_portal.core.data import yamldoc
from town_portal.core.text import unify_line_ends
from town_portal.core.texts import frontmatter

FULL = "ổ đĩa đã đầy; hãy báo người quản trị dọn bớt rồi lưu lại, chữ vẫn còn ở đây"
NO_RIGHT = "chương trình không có quyền ghi vào thư mục của bài; hãy báo người quản trị"
_making = threading.Lock()


@contextmanager
def hold_writing_lock() -> Iterator[None]:
    """Hold the lock for writing content: against other threads and other newsrooms on the folder.

    Within it, a thread may ask again. What reads a file and then writes it does both within.
    """
    with lock_of("newsroom"):
        yield


def lock_of(name: str) -> FileLock:
    """Return a lock that all newsrooms on this content folder know; it is this thread's own."""
    with _making:  # two threads that make it at the same moment would have two
        return _lock(get_content_folder(), name)


@cache
def _lock(content: Path, name: str) -> FileLock:
    folder = get_state_folder(content)
    folder.mkdir(exist_ok=True)
    return FileLock(folder / f"{name}.lock", poll_interval=0.01)


class Changed(Exception):
    """The file is no longer the one on which a change is based."""


@dataclass(frozen=True)
class TextFile:
    """A text's file: its words as they stand there, and the digest by which it is known again.

    ``problem`` says why the front matter cannot be read; ``fields`` are empty and ``body`` is all
    of the text then.
    """

    path: str
    text: str
    digest: str
    fields: Mapping[str, Any]
    body: str
    problem: str = ""

    @property
    def title(self) -> str:
        """The title; the path where there is none."""
        return str(self.fields.get("title") or self.path)


def read_file(file: Path) -> TextFile:
    """Return a text's file. Raises OSError, and ValueError where it is no UTF-8."""
    data = read_bytes(file, get_content_folder())
    return parse(get_relative_path(file), data.decode("utf-8-sig"), sha256(data).hexdigest())


def parse(path: str, text: str, digest: str) -> TextFile:
    """Return what a text's file says, or an earlier version of it."""
    plain = unify_line_ends(text)
    try:
        parts = frontmatter.split_front_matter(plain)
    except yamldoc.YamlError as error:
        return TextFile(path, text, digest, {}, plain, str(error))
    return TextFile(path, text, digest, dict(parts.head.value or {}), parts.body.strip("\n"))


def save_file(before: TextFile, fields: Mapping[str, Any], body: str) -> TextFile:
    """Write changed fields and a changed body; what did not change keeps its bytes.

    Raises Changed where the file differs from ``before``, NotWritable, OSError.
    """
    return write_file(before, with_changes(before, fields, body).text)


def with_changes(before: TextFile, fields: Mapping[str, Any], body: str) -> TextFile:
    """Return a text with changed fields and a changed body, unwritten. Raises NotWritable."""
    text = set_fields(before.text, fields)
    if body.strip("\n") != before.body:
        text = replace_body(text, body)
    return parse(before.path, text, sha256(text.encode("utf-8")).hexdigest())


def write_file(before: TextFile, text: str) -> TextFile:
    """Write a text's whole file. Raises Changed where it differs from ``before``, OSError."""
    file = get_content_folder() / before.path
    with hold_writing_lock():
        if read_file(file).digest != before.digest:
            raise Changed
        if text != before.text:
            text_changing.send(write_file, before=before)
            write_durably(file, text.encode("utf-8"))
        return read_file(file)


def explain_not_written(error: OSError) -> str:
    """Return why a file could not be written, for people, with what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return FULL
    return NO_RIGHT if isinstance(error, PermissionError) else error.strerror or str(error)
