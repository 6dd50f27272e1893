"""Saved pages on the disk: single files, and folders as browsers and wget leave them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from town_portal.authoring.importers.page.saved import LONGEST, PAGES, NoPage, Unread
from town_portal.core.text import normalize_text

MOST_PAGES = 5_000
MOST_FILES = 100_000
_COMPANION = ("_files", "_file", ".files", "-dateien", "_tệp")
"""What browsers call the folder of a saved page's pictures, styles and frames."""
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".jfif", ".avif", ".heic", ".bmp", ".tif")
TOO_LONG = "tệp nặng hơn 64 MB, không phải một trang đã lưu"
TOO_MANY = f"chỉ đọc {MOST_PAGES} trang mỗi lần; hãy nhập phần còn lại theo từng thư mục con"


class Beside(Mapping[str, bytes]):
    """The pictures of a page's folder and below it, read when they are asked for.

    Keys are paths as the page writes them (``bai_files/anh.jpg``, ``../../anh/a.jpg``), within
    the folder that was given. Nothing outside of it is read, nor what a symbolic link leads to.
    """

    def __init__(self, page: Path, root: Path) -> None:
        self._folder, self._root = page.parent, root

    def __getitem__(self, key: str) -> bytes:
        path = self._path(key)
        if path is None:
            raise KeyError(key)
        return path.read_bytes()

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._path(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def _path(self, key: str) -> Path | None:
        """Return the file that a page's link means, where it may be read; else None."""
        if "://" in key or key[:5] in ("data:", "cid:") or "\\" in key or "\0" in key:
            return None
        start = self._root if key.startswith("/") else self._folder
        path = Path(os.path.normpath(start / unquote(key).lstrip("/")))
        if not path.is_relative_to(self._root) or path.suffix.lower() not in _PICTURES:
            return None
        path = path if path.is_file() else _find_other_form(path)
        return path if _is_plain(path, self._root) and path.stat().st_size <= LONGEST else None


def iter_saved_pages(given: Sequence[Path], skipped: list[str]) -> Iterator[Unread]:
    """Yield the pages of files and folders in the order of their paths.

    What was not read is added to ``skipped``, as sentences. Raises OSError.
    """
    count = 0
    for path in given:
        root = path if path.is_dir() else path.parent
        for file in _iter_page_files(path) if path.is_dir() else [path]:
            count += 1
            if count > MOST_PAGES:
                skipped.append(TOO_MANY)
                return
            name = normalize_text(file.relative_to(root.parent).as_posix())
            try:
                yield _build_page(file, name, root.resolve())
            except NoPage as error:
                skipped.append(f"{name}: {error}")


def _build_page(file: Path, name: str, root: Path) -> Unread:
    if file.stat().st_size > LONGEST:
        raise NoPage(TOO_LONG)
    place = root / file.resolve().relative_to(root)
    return Unread(name, normalize_text(place.as_posix()), file.read_bytes(), Beside(place, root))


def _iter_page_files(folder: Path) -> Iterator[Path]:
    """Yield the pages below a folder; not frames beside a page, not through symbolic links."""
    count = 0
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.lower().endswith(_COMPANION))
        for name in sorted(names):
            count += 1
            path = Path(place, name)
            if count > MOST_FILES:
                return
            if PurePosixPath(name).suffix.lower() in PAGES and not path.is_symlink():
                yield path


def _is_plain(path: Path, root: Path) -> bool:
    """Tell whether a path is a file that no symbolic link below the root leads to."""
    return path.is_file() and path.resolve() == root / path.relative_to(root)


def _find_other_form(path: Path) -> Path:
    """Return the file whose name is the same letters in another form (NFD, as macOS writes)."""
    if not path.parent.is_dir():
        return path
    name = normalize_text(path.name)
    return next((item for item in path.parent.iterdir() if normalize_text(item.name) == name), path)
