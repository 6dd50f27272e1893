"""What a target without a switch really holds, where this machine's memory may be wrong."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from town_portal.publishing import manifest
from town_portal.publishing.deliver.faults import TargetRefused
from town_portal.publishing.deliver.site import MANIFEST, get_uncompressed_name
from town_portal.publishing.deliver.target_memory import UNKNOWN, TargetMemory
from town_portal.publishing.manifest import ManifestEntry
from town_portal.publishing.manifest.entry import UnreadableManifest
from town_portal.publishing.manifest.signing import is_signed
from town_portal.publishing.watch_site.findings import quote_safely

if TYPE_CHECKING:
    from minisign import PublicKey

NEXT = "next"
"""Under this a memory notes the manifest that is on its way."""
HEAD = 4_096
"""Bytes in which the first line of a manifest, which tells it from others, is found or begins."""
OTHER = (
    "Nơi đăng đã thay đổi kể từ lần đăng trước của máy này (máy khác đã đăng, hoặc có người sửa ở "
    "đó): đã so lại với bản kê đang có ở đó."
)
FIRST = "Máy này chưa ghi nhớ gì về nơi đăng: những gì đã đăng ở đó được đọc từ bản kê ở đó."
FORGED = (
    "Bản kê ở nơi đăng không có chữ ký đúng của cổng: có người đã sửa ở đó. Lần đăng này gửi lại "
    "mọi tệp; sau đó hãy chạy python3 tasks.py restore --dry-run để tìm tệp lạ."
)
UNPROVEN = (
    "Chưa đăng: ở {} đã có {} tệp (ví dụ {}) nhưng {}, nên máy này không biết những gì đã đăng ở "
    "đó. Hãy xem lại nơi đăng. Nếu đúng là nơi của cổng này, chạy lại với --take-over: cổng ghi đè "
    "những tệp trùng tên, tệp khác được giữ nguyên, và địa chỉ nào đã mất thì không ai báo."
)
NO_MANIFEST = "không có bản kê của cổng (manifest.jsonl)"
NO_SIGNATURE = "bản kê ở đó không có chữ ký đúng của cổng này"
NO_KEY = "cổng chưa có khóa công khai để kiểm chứng bản kê ở đó"


@dataclass(frozen=True)
class Trust:
    """Whose manifest at a target is believed.

    ``key``: the portal's public key, None where it has none; ``take_over``: somebody has said that
    what is there may be replaced; ``site``: the paths of the files that are to be there.
    """

    key: PublicKey | None = None
    take_over: bool = False
    site: Collection[str] = ()


class FilePlace(Protocol):
    """Files somewhere, which can be read and listed."""

    @property
    def name(self) -> str:
        """What it is called in what people read."""

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path."""


def fingerprint_manifest(text: bytes | None) -> str:
    """Return what tells one manifest from another."""
    return (text or b"")[:HEAD].split(b"\n")[0].decode("utf-8", "replace")


def get_rules(head: str) -> str:
    """Return what the first line of a manifest says of the web server's rules, if anything."""
    found = re.search(r'"rules":"([0-9a-f]+)"', head)
    return found[1] if found else ""


def note_departure(memory: TargetMemory, output: Path) -> None:
    """Note which manifest is on its way: where it has arrived, nobody else has been there."""
    memory.note(NEXT, read_fingerprint(output))


def note_arrival(memory: TargetMemory, output: Path) -> None:
    """Note the manifest that has arrived."""
    memory.notes.pop(NEXT, None)
    memory.manifest = read_fingerprint(output)


def read_fingerprint(output: Path) -> str:
    """Return the fingerprint of a site's manifest; empty if it has none."""
    try:
        with (output / MANIFEST[0]).open("rb") as file:
            return fingerprint_manifest(file.read(HEAD))
    except FileNotFoundError:
        return ""


def correct_memory(memory: TargetMemory, place: FilePlace, trust: Trust) -> str:
    """Correct what is remembered by the manifest at the target; return what is to be told.

    The manifest goes up after all that it names, so the one that was sent last proves that
    nobody else has published since. Raises Refused where nothing is remembered of a target that
    holds files, and no signature says which of them are ours.
    """
    there = fingerprint_manifest(place.read(MANIFEST[0], HEAD))
    sent = (memory.manifest, memory.notes.get(NEXT, memory.manifest))
    if there in sent and not memory.is_new:
        return ""
    was_new, sizes = memory.is_new, place.sizes()
    if was_new and not sizes:
        return ""
    listed = _read_listed(place, trust, was_new)
    if was_new and not (listed.is_proven or trust.take_over):
        first = quote_safely(min(sizes))
        raise TargetRefused(
            UNPROVEN.format(place.name, len(sizes), first, _explain_distrust(there, trust))
        )
    memory.held = _list_held(sizes, listed, memory.held, trust)
    memory.manifest = there
    memory.save()
    if was_new:
        return FIRST
    return FORGED if trust.key and there and not listed.is_proven else OTHER


@dataclass(frozen=True)
class _Listed:
    """What a manifest names, by path, and whether that is proven."""

    entries: Mapping[str, ManifestEntry] = field(default_factory=dict)
    is_proven: bool = False


def _explain_distrust(there: str, trust: Trust) -> str:
    if not there:
        return NO_MANIFEST
    return NO_KEY if trust.key is None else NO_SIGNATURE


def _list_held(
    sizes: Mapping[str, int], listed: _Listed, known: Mapping[str, str], trust: Trust
) -> dict[str, str]:
    """Return the digests of those files at a target that are ours, compressed copies with them."""
    held = {}
    for path, size in sizes.items():
        entry, own = listed.entries.get(path), get_uncompressed_name(path)
        if entry and listed.is_proven and entry.size == size:
            held[path] = entry.sha256[:32]
        elif (
            entry
            or path in known
            or own in MANIFEST
            or (own != path and (own in listed.entries or own in trust.site))
        ):
            held[path] = UNKNOWN
    return held


def _read_listed(place: FilePlace, trust: Trust, was_new: bool) -> _Listed:
    """Return what the manifest at a target names; one that can't be read names nothing.

    Without a key a machine that knows the target believes it; what is forged is believed only as a
    list of names, and only where the target is taken over.
    """
    with tempfile.TemporaryDirectory() as folder:
        file, signature = (Path(folder, name) for name in MANIFEST)
        file.write_bytes(place.read(MANIFEST[0]) or b"")
        signature.write_bytes(place.read(MANIFEST[1]) or b"")
        key = trust.key
        is_proven = not was_new if key is None else is_signed(file, signature, key)
        try:
            entries = {entry.path: entry for entry in manifest.iter_entries(file)}
        except UnreadableManifest:
            return _Listed()
    return _Listed(entries if is_proven or trust.take_over else {}, is_proven)
