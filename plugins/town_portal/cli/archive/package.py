"""One zip of named files, the same bytes for the same files; and its list of checksums."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath

Source = Path | bytes
"""Where the bytes of a file of the package come from."""
PACKED = frozenset(
    (
        *(".avif", ".gif", ".gz", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".ogg", ".png"),
        *(".br", ".docx", ".odt", ".pptx", ".webm", ".webp", ".woff2", ".xlsx", ".zip"),
    )
)
"""Kinds of files that do not become smaller."""
OLDEST = 1980
"""The first year that a zip can name."""
MODE = 0o100644 << 16
UNIX = 3


def format_sums(files: Mapping[str, Source]) -> bytes:
    """Return the list that ``sha256sum -c`` reads: a digest, two spaces, a name, on each line."""
    lines = [f"{hash_source(source)}  {name}\n" for name, source in sorted(files.items())]
    return "".join(lines).encode()


def hash_source(source: Source) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with _open_source(source) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_zip(target: Path, files: Mapping[str, Source], made: datetime) -> None:
    """Write a zip with all files, each as of ``made``; nothing is there until it is whole.

    Names that are not ASCII are marked as UTF-8, so that Windows reads them. Raises OSError.
    """
    fresh = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(fresh, "w") as archive:
            for name, source in sorted(files.items()):
                _add(archive, _make_info(name, made), source)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _make_info(name: str, made: datetime) -> zipfile.ZipInfo:
    moment = made if made.year >= OLDEST else made.replace(year=OLDEST)
    info = zipfile.ZipInfo(name, moment.timetuple()[:6])
    info.create_system, info.external_attr = UNIX, MODE
    is_packed = PurePosixPath(name).suffix.lower() in PACKED
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return info


def _add(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> None:
    info.file_size = len(source) if isinstance(source, bytes) else source.stat().st_size
    with _open_source(source) as file, archive.open(info, "w") as place:
        shutil.copyfileobj(file, place)


def _open_source(source: Source) -> BufferedReader | BytesIO:
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def list_below(folder: Path, left_out: Iterable[str] = ()) -> dict[str, Path]:
    """Return the files below a folder by their names relative to it."""
    apart = set(left_out)
    found = {
        item.relative_to(folder).as_posix(): item for item in folder.rglob("*") if item.is_file()
    }
    return {name: path for name, path in found.items() if name not in apart}
