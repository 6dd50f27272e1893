"""Write the manifest of a built site, and sign it."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import has_file, read_bytes
from town_portal.core.system import walk
from town_portal.publishing.due import RENEWED
from town_portal.publishing.hosting.table import FOLDER
from town_portal.publishing.manifest import entry, line_cache, media, names, signing
from town_portal.publishing.manifest.entry import ManifestEntry, ManifestHeader
from town_portal.publishing.manifest.file_facts import inspect_file
from town_portal.publishing.output_files import Found

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey

UNSIGNED = (
    "Bản kê chưa được ký nên người khác chưa kiểm chứng được; hãy tạo khóa một lần bằng lệnh: "
    "python3 tasks.py signing-key"
)
LOST = (
    "Cổng này được ký (khóa công khai ở {public}) nhưng máy này không có khóa bí mật ({place}): "
    "đăng như thế, cổng mất chữ ký. Chưa làm gì. Hãy chép khóa bí mật về máy này, hoặc đặt {key} "
    "thành nơi đang để khóa. Nếu khóa được giữ ở máy khác: dùng publish --prepare. Nếu khóa đã mất "
    "hẳn: xóa {public} rồi chạy python3 tasks.py signing-key và báo khóa công khai mới cho những "
    "nơi đang giữ khóa cũ."
)
OTHER = (
    "Khóa bí mật ở {place} không phải của khóa công khai {public}: đăng như thế, ai kiểm tra cổng "
    "bằng khóa ấy cũng thấy chữ ký sai. Chưa làm gì. Hãy đặt {key} thành nơi đang để đúng khóa. "
    "Nếu thật sự đổi khóa: xóa {public} và chuyển khóa bí mật đi nơi khác, chạy python3 tasks.py "
    "signing-key, rồi báo khóa công khai mới cho những nơi đang giữ khóa cũ."
)
NO_PUBLIC = (
    "Chưa có khóa công khai ở {}. Hãy tạo cặp khóa ở máy giữ khóa rồi chép minisign.pub (không "
    "chép khóa bí mật) vào đó."
)
_SITEMAP = re.compile(r"^Sitemap: (\S+/)sitemap\.xml$", re.M)
PAGE = "text/html"


def check_key(public: Path) -> None:
    """Raise KeyFault where the site can't be signed that must be: before a long build.

    A key is there and can't be used, or is not that of the file ``public``; or there is none, while
    that file says that the site is signed: nobody could verify it any more. Raises OSError too.
    """
    key, place = signing.load_secret_key(), signing.get_key_path()
    told = {"public": public, "place": place, "key": signing.KEY}
    if key is None:
        if has_file(public):
            raise signing.KeyFault(LOST.format(**told))
        return
    with key:
        own = bytes(key.get_public_key())
    if has_file(public) and signing.extract_key_line(own) != signing.extract_key_line(
        _read_public(public)
    ):
        raise signing.KeyFault(OTHER.format(**told))


def _read_public(file: Path) -> bytes:
    try:
        return read_bytes(file)
    except RefusedFile as error:
        raise signing.KeyFault(f"{error}") from error


@dataclass(frozen=True)
class Listing:
    """The files that a manifest is to name, and what has changed of them, as far as is known."""

    found: Mapping[str, walk.Stat]
    given: Found = field(default_factory=lambda: Found({}))


def write_manifest(
    output: Path, state: Path, made: datetime, listing: Listing | None = None
) -> list[ManifestEntry]:
    """Write the manifest of ``output`` into it and a copy into ``state``; return its entries.

    ``made`` is when the site is published. Where all else is as it was, the last manifest stays
    with its time, and is only renewed when it has not long to hold good. ``listing``: the files of
    ``output``, where somebody has just asked. Raises OSError, and KeyFault where a key is there and
    can't be used.
    """
    state.mkdir(parents=True, exist_ok=True)
    key = signing.load_secret_key()
    if key is None:
        print(UNSIGNED, file=sys.stderr)
        _remove(output, state, (names.PUBLIC_KEY, names.SIGNATURE, names.FEED_SIGNATURE))
        return _write_parts(output, state, made, listing)[0]
    with key:
        _put(output / names.PUBLIC_KEY, signing.format_public_key(key.get_public_key()), state)
        _sign_feed(output, state, key)
        entries, text, header = _write_parts(output, state, made, listing)
        signature = signing.sign_manifest(text, key, header)
        _put(state / names.SIGNATURE, signature, state)
        _put(output / names.SIGNATURE, signature, state)
    return entries


def _sign_feed(output: Path, state: Path, key: SecretKey) -> None:
    """Lay the signature of the feed beside it; one that is right stays as it is."""
    feed, signature = output / names.FEED, output / names.FEED_SIGNATURE
    text = _read_bytes(feed)
    if text is None:
        _remove(output, state, (names.FEED_SIGNATURE,))
    elif not (signature.is_file() and signing.is_signed(feed, signature, key.get_public_key())):
        made = key.sign(text, trusted_comment=f"file:{names.FEED}")
        _put(signature, bytes(made) + b"\n", state)


def read_public_key(file: Path) -> bytes:
    """Return the public key of a site that is signed elsewhere; raises KeyFault, OSError."""
    if not has_file(file):
        raise signing.KeyFault(NO_PUBLIC.format(file))
    return signing.format_public_key(signing.parse_public_key(_read_public(file)))


def prepare_manifest(
    output: Path, state: Path, made: datetime, listing: Listing, public: Path
) -> list[ManifestEntry]:
    """Write the manifest like `write`, to be signed elsewhere; return its entries.

    ``public`` is the file of the public key. A signature stays only where it is still right.
    Raises OSError and KeyFault.
    """
    state.mkdir(parents=True, exist_ok=True)
    key_text = read_public_key(public)
    _put(output / names.PUBLIC_KEY, key_text, state)
    key = signing.parse_public_key(key_text)
    _drop_wrong(output, state, names.FEED, key)
    entries = _write_parts(output, state, made, listing)[0]
    _drop_wrong(output, state, names.FILE, key)
    return entries


def _drop_wrong(output: Path, state: Path, name: str, key: PublicKey) -> None:
    """Remove the signature of a file that is not, or no longer, one of the key's."""
    signature = output / f"{name}.minisig"
    with suppress(FileNotFoundError):
        if not signing.is_signed(output / name, signature, key):
            _remove(output, state, (signature.name,))


def list_entries(output: Path, state: Path, found: Mapping[str, walk.Stat]) -> list[ManifestEntry]:
    """Return what a manifest of ``output`` would hold now; nothing is written but the memory."""
    return line_cache.parse_entries(_list_lines(output, state, Listing(found)))[0]


def _write_parts(
    output: Path, state: Path, made: datetime, listing: Listing | None
) -> tuple[list[ManifestEntry], bytes, ManifestHeader]:
    """Write the manifest; return its entries, its bytes and its first line."""
    lines = _list_lines(output, state, _completed(output, listing))
    entries, hosts = line_cache.parse_entries(lines)
    until = made + entry.FRESH
    rules = _fingerprint_rules(state / FOLDER)
    header = ManifestHeader(
        _find_site_address(output), made, len(entries), tuple(sorted(hosts)), until, rules
    )
    text, header = _build_text(state, header, entries)
    _put(state / names.FILE, text, state)
    _put(output / names.FILE, text, state)
    return entries, text, header


def _completed(output: Path, listing: Listing | None) -> Listing:
    """Return all files of the output; some may be younger than what was told."""
    if listing is None:
        return Listing(walk.list_files(output))
    found = {path: item for path, item in listing.found.items() if path not in names.YOUNG}
    for name in names.YOUNG:
        with suppress(OSError):
            stat = (output / name).stat()
            found[name] = walk.Stat(stat.st_size, stat.st_mtime_ns)
    return replace(listing, found=found)


def _list_lines(output: Path, state: Path, listing: Listing) -> list[str]:
    """Return what the memory holds of all files, in the order of paths; new ones are read."""
    known, token = line_cache.read_memory(state)
    found, changed = listing.found, listing.given.changed_since(token)
    doubtful = time.time_ns() - line_cache.DOUBT
    lines: list[str] = []
    kept: list[str] = []
    for path in sorted(found.keys() - names.OWN):
        line = known.get(path, "")
        if not line or changed is None or path in changed or path in names.YOUNG:
            line = _read_again(output, path, found[path], line)
        lines.append(line)
        kept.append(line if found[path].mtime_ns < doubtful else line_cache.doubt(line))
    if token != listing.given.token or kept != list(known.values()):
        line_cache.write_memory(state, kept, listing.given.token)
    return lines


def _read_again(output: Path, path: str, stat: walk.Stat, line: str) -> str:
    """Return the line of a file: the remembered one if it still has its size and time."""
    start = line_cache.format_line_start(path, stat.mtime_ns, stat.size)
    if line.startswith(start):
        return line
    _refuse(path)
    kind = media.get_media_type(path)
    seen = inspect_file(output / path, kind == PAGE)
    return line_cache.format_line(
        start, seen, ManifestEntry(path, seen.sha256, stat.size, kind, seen.moved)
    )


def _refuse(path: str) -> None:
    """Raise OSError for a name that no address can have and no line hold."""
    if not path.isprintable():
        raise OSError(None, "tên tệp có ký tự không in được", path)


def _build_text(
    state: Path, header: ManifestHeader, entries: Iterable[ManifestEntry]
) -> tuple[bytes, ManifestHeader]:
    """Return the manifest: the last one if only the times would differ."""
    lines = [item.line() for item in entries]
    last = _read_last_header(state)
    if last is not None and last.made <= header.made:
        same = replace(header, made=last.made, until=last.until)
        text = entry.format_manifest(same, lines)
        if text == _read_bytes(state / names.FILE):
            if last.until and header.made < last.until - entry.FRESH + RENEWED:
                return text, same
            header = replace(header, made=last.made)
    return entry.format_manifest(header, lines), header


def _read_last_header(state: Path) -> ManifestHeader | None:
    try:
        return entry.read_header(state / names.FILE)
    except (OSError, ValueError, entry.UnreadableManifest):
        return None


def _fingerprint_rules(folder: Path) -> str:
    """Return the fingerprint of the files for web servers; empty where there are none."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    text = b"\0".join(part for file in found for part in (file.name.encode(), file.read_bytes()))
    return hashlib.sha256(text).hexdigest()[:16] if found else ""


def _find_site_address(output: Path) -> str:
    """Return the home page's full address as robots.txt tells it, empty where it does not."""
    found = _SITEMAP.search((_read_bytes(output / "robots.txt") or b"").decode("utf-8", "replace"))
    return found[1] if found else ""


def _read_bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _put(file: Path, content: bytes, state: Path) -> None:
    """Give a file its bytes, whole or not at all; one that has them already is not touched."""
    if _read_bytes(file) == content:
        return
    fresh = state / f"{file.name}.new"
    fresh.write_bytes(content)
    fresh.replace(file)


def _remove(output: Path, state: Path, gone: Iterable[str]) -> None:
    for name in gone:
        (output / name).unlink(missing_ok=True)
        (state / name).unlink(missing_ok=True)
