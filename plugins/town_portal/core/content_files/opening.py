"""Open, find and read the files of the content folder: nothing else opens them.

No link is followed, neither as the file nor as a folder on the way down from ``root``, and nothing
is opened but regular files. What lies above ``root`` is the administrator's: there links are fine.
"""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from town_portal.core.content_files.kinds import check_bytes, check_ending
from town_portal.core.content_files.names import MissingFile, RefusedFile, compose_name, split_name
from town_portal.core.faults import format_path
from town_portal.core.text import unify_line_ends

LINK = (
    "“{}” là liên kết (symlink) nên không dùng được; hãy xóa liên kết rồi chép chính tệp hoặc thư "
    "mục ấy vào đây"
)
FOLDER = "“{}” là thư mục, không phải tệp; hãy ghi tên tệp"
SPECIAL = (
    "“{}” không phải tệp thường (ống dẫn, thiết bị, socket); hãy xóa nó rồi chép tệp thật vào đây"
)
UNREADABLE = "không đọc được tệp “{}” ({}); hãy kiểm tra quyền đọc, hoặc chép lại tệp"
MISSING = "không tìm thấy tệp “{}”; hãy đặt tệp vào thư mục {}"
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK")
)
"""O_NONBLOCK: opening a named pipe must not wait for a writer."""
_HAS_PLACES = os.open in os.supports_dir_fd
"""Whether the system opens files relative to an open folder, which then cannot be swapped."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content folder that may be used: where it lies, and its size in bytes."""

    path: Path
    root: Path
    size: int

    def stream(self) -> io.BufferedReader:
        """Open the file again with the same checks; raises Refused and OSError."""
        return open_file(self.path, self.root)

    def digest(self) -> str:
        """Return the SHA-256 of its bytes."""
        with self.stream() as file:
            return file_digest(file, "sha256").hexdigest()


def find_file(name: str, folder: Path, root: Path | None = None) -> ContentFile:
    """Return the file ``name`` below ``folder``; raises Refused, or Missing where there is none.

    A name on disk that is written in other Unicode forms is the same name. No folder between
    ``root`` (else ``folder``) and the file may be a link.
    """
    path = _locate(folder, split_name(name))
    try:
        with open_file(path, root or folder) as file:
            return ContentFile(path, root or folder, os.fstat(file.fileno()).st_size)
    except FileNotFoundError:
        raise MissingFile(
            MISSING.format(name, format_path(folder / name).rpartition("/")[0])
        ) from None
    except OSError as error:
        raise RefusedFile(UNREADABLE.format(name, error.strerror)) from None


def find_published(name: str, folder: Path, root: Path | None = None) -> ContentFile:
    """Return a file that is published unchanged, after checking its ending and first bytes."""
    found = find_file(name, folder, root)
    check_ending(found.path.name)
    with found.stream() as file:
        check_bytes(file, found.path.name)
    return found


def has_file(path: Path) -> bool:
    """Tell whether anything exists at ``path``, readable or not."""
    return os.path.lexists(path)


def open_file(path: Path, root: Path | None = None) -> io.BufferedReader:
    """Open a regular file below ``root``, else in its own folder; raises Refused and OSError."""
    root = root or path.parent
    try:
        handle = _descend(root, path.relative_to(root).parts)
    except OSError:
        _refuse(path, root)
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            _refuse(path, root)
            raise RefusedFile(SPECIAL.format(format_path(path)))  # replaced in the meantime
        return io.BufferedReader(io.FileIO(handle))
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        raise


def read_bytes(path: Path, root: Path | None = None) -> bytes:
    """Return the bytes of a file; raises Refused and OSError; see ``open_file``."""
    with open_file(path, root) as file:
        return file.read()


def read_text(path: Path, root: Path | None = None) -> str:
    """Return a file's text, its line ends those of Unix; raises UnicodeDecodeError beside."""
    text = read_bytes(path, root).decode("utf-8-sig")
    return unify_line_ends(text)


def refuse_links(path: Path, root: Path) -> None:
    """Raise Refused where ``path``, or a folder between ``root`` and it, is a link.

    Whoever is about to write there would write elsewhere.
    """
    for place in (path, *path.parents):
        if place == root:
            return
        if place.is_symlink():
            raise RefusedFile(LINK.format(format_path(place)))


def describe_refusal(path: Path) -> str:
    """Return what is wrong with a link, or with what is neither a file nor a folder."""
    return (LINK if path.is_symlink() else SPECIAL).format(format_path(path))


def _locate(folder: Path, parts: Sequence[str]) -> Path:
    """Return the path of a name whose Unicode form on disk may differ."""
    path = folder.joinpath(*parts)
    if os.path.lexists(path):
        return path
    path = folder
    for part in parts:
        path = path / part if os.path.lexists(path / part) else path / _find_own_form(path, part)
    return path


def _find_own_form(folder: Path, name: str) -> str:
    """Return a name in the form used on disk; ``name`` itself if there is none."""
    with suppress(OSError):
        return next(
            (item.name for item in folder.iterdir() if compose_name(item.name) == name), name
        )
    return name


def _descend(root: Path, parts: Sequence[str]) -> int:
    """Return a handle of a file, opened folder by folder; links fail with an OSError."""
    if not _HAS_PLACES:
        _refuse(root.joinpath(*parts), root)
        return os.open(root.joinpath(*parts), _FLAGS)
    with _open_root(root, os.O_RDONLY | os.O_DIRECTORY) as place:
        for part in parts[:-1]:
            inner = os.open(part, _FLAGS | os.O_DIRECTORY, dir_fd=place[-1])
            place.append(inner)
        return os.open(parts[-1], _FLAGS, dir_fd=place[-1])


@contextmanager
def _open_root(root: Path, flags: int) -> Iterator[list[int]]:
    """Open ``root`` and yield the list of handles, its own first; all are closed at the end."""
    handles = [os.open(root, flags)]
    try:
        yield handles
    finally:
        for handle in handles:
            os.close(handle)


def _refuse(path: Path, root: Path) -> None:
    """Raise Refused if anything between ``root`` and ``path`` must not be opened."""
    place = root
    for part in path.relative_to(root).parts:
        place /= part
        try:
            mode = place.lstat().st_mode
        except OSError:
            return
        if stat.S_ISLNK(mode):
            raise RefusedFile(LINK.format(format_path(place)))
        if place == path and stat.S_ISDIR(mode):
            raise RefusedFile(FOLDER.format(place.name))
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise RefusedFile(SPECIAL.format(format_path(place)))
