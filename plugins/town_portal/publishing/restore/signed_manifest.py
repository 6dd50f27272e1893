"""Whether the site on this machine is, byte for byte, what was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.system import walk
from town_portal.publishing import manifest
from town_portal.publishing.manifest import ManifestEntry, ManifestHeader
from town_portal.publishing.manifest.entry import UnreadableManifest
from town_portal.publishing.manifest.names import OWN
from town_portal.publishing.manifest.signing import is_signed
from town_portal.publishing.watch_site.addresses import is_packed
from town_portal.publishing.watch_site.coding import Coded, decode_pieces

if TYPE_CHECKING:
    from minisign import PublicKey

PIECE = 1 << 20
MOST = 10
CODINGS = {".br": "br", ".gz": "gzip"}
NOTHING = "Chưa có bản công khai nào ở {}; hãy chạy python3 tasks.py publish trước."
UNSIGNED = (
    "Bản kê {} không có chữ ký, dù cổng có khóa công khai. Hãy chép khóa bí mật về máy này (hoặc "
    "đặt PORTAL_SIGNING_KEY), chạy python3 tasks.py publish rồi chạy lại lệnh này."
)
FORGED = (
    "Chữ ký của bản kê {} không đúng: tệp đã bị sửa, hoặc được ký bằng khóa khác với khóa công "
    "khai ở content/data/minisign.pub. Nếu vừa thay khóa, hãy chạy python3 tasks.py publish để ký "
    "lại; nếu không, hãy coi máy này cũng bị xâm nhập: dựng và đăng lại từ một máy sạch."
)
OTHER = "Bản kê trong {} khác bản kê được ghi nhớ lúc đăng."
DAMAGED = "Bản kê {} không đọc được: {}"
WRONG = (
    "Không đặt lại gì: thư mục {} trên máy này cũng không còn như bản đã ký.\n{}\n"
    "Hãy dựng và đăng lại từ nội dung bằng python3 tasks.py publish, sau khi tìm hiểu vì sao khác."
)
CHANGED, MISSING, EXTRA = "{}: khác bản đã ký", "{}: đã mất", "{}: không có trong bản kê"
PACKED = "{}: bản nén khác tệp gốc"
MORE = "… và {} tệp nữa"


class Unsound(Exception):
    """The site on this machine can't be put anywhere; the sentences say why."""


def load_sound_manifest(
    output: Path, key: PublicKey | None
) -> tuple[ManifestHeader, Mapping[str, ManifestEntry]]:
    """Return the manifest of a site that is as it was signed; raises Unsound, OSError.

    Without a key the signature can't be looked at; the copy in the state folder still counts.
    """
    header, entries = load_signed_manifest(output, key)
    wrong = [*iter_differences(output, entries)]
    if wrong:
        raise Unsound(WRONG.format(output, join_first(wrong)))
    return header, entries


def join_first(lines: Sequence[str]) -> str:
    """Return some lines, and how many more there are."""
    more = [MORE.format(len(lines) - MOST)] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])


def load_signed_manifest(
    output: Path, key: PublicKey | None
) -> tuple[ManifestHeader, Mapping[str, ManifestEntry]]:
    """Return the manifest of a site; raises Unsound where it is not as it was signed, OSError."""
    file = output / manifest.FILE
    signature = output / manifest.SIGNATURE
    if not file.is_file():
        raise Unsound(NOTHING.format(output))
    if key is not None and not signature.is_file():
        raise Unsound(UNSIGNED.format(file))
    if key is not None and not is_signed(file, signature, key):
        raise Unsound(FORGED.format(file))
    remembered = walk.get_state_folder(output) / manifest.FILE
    if remembered.is_file() and remembered.read_bytes() != file.read_bytes():
        raise Unsound(OTHER.format(output))
    try:
        header = manifest.read_header(file)
        entries = {entry.path: entry for entry in manifest.iter_entries(file)}
    except UnreadableManifest as error:
        raise Unsound(DAMAGED.format(file, error)) from None
    return header, entries


def iter_differences(
    output: Path,
    entries: Mapping[str, ManifestEntry],
    may_stay: Callable[[str], bool] | None = None,
) -> Iterator[str]:
    """Yield what is not as the manifest says; ``may_stay`` tells of files that it does not name."""
    found = walk.list_files(output)
    for path, entry in entries.items():
        if path not in found:
            yield MISSING.format(path)
        elif hash_file(output / path) != entry.sha256:
            yield CHANGED.format(path)
    for path in sorted(found.keys() - entries.keys() - OWN):
        if not is_packed(path, entries):
            if may_stay is None or not may_stay(path):
                yield EXTRA.format(path)
        elif hash_unpacked(output / path) != entries[path[:-3]].sha256:
            yield PACKED.format(path)


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file's bytes; raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hash_unpacked(file: Path) -> str:
    """Return the SHA-256 of what a compressed file holds, empty where it is damaged."""
    made = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            pieces = iter(lambda: stream.read(PIECE), b"")
            for piece in decode_pieces(CODINGS[file.suffix], pieces):
                made.update(piece)
    except Coded:
        return ""
    return made.hexdigest()
