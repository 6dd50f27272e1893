"""What a target without a switch really holds, where this machine's memory may be wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from town_portal.publishing import manifest
from town_portal.publishing.deliver.memory import UNKNOWN, Memory
from town_portal.publishing.deliver.site import MANIFEST
from town_portal.publishing.deliver.target import OTHER
from town_portal.publishing.manifest.entry import Unreadable

NEXT = "next"
"""Under this a memory notes the manifest that is on its way."""
HEAD = 4_096
"""Bytes in which the first line of a manifest, which tells it from others, is found or begins."""


class Place(Protocol):
    """Files somewhere, which can be read and listed."""

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file's bytes, the first ``most`` or all; None where there is none."""

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file, by path."""


def head(text: bytes | None) -> str:
    """Return what tells one manifest from another."""
    return (text or b"")[:HEAD].split(b"\n")[0].decode("utf-8", "replace")


def begin(memory: Memory, output: Path) -> None:
    """Note which manifest is on its way: where it has arrived, nobody else has been there."""
    memory.note(NEXT, fingerprint_of(output))


def ended(memory: Memory, output: Path) -> None:
    """Note the manifest that has arrived."""
    memory.notes.pop(NEXT, None)
    memory.manifest = fingerprint_of(output)


def fingerprint_of(output: Path) -> str:
    """Return the fingerprint of a site's manifest; empty if it has none."""
    try:
        with (output / MANIFEST[0]).open("rb") as file:
            return head(file.read(HEAD))
    except FileNotFoundError:
        return ""


def corrected(memory: Memory, place: Place) -> str:
    """Correct what is remembered by the manifest at the target; return what is to be told.

    The manifest goes up after all that it names, so the one that was sent last proves that
    nobody else has published since.
    """
    there = head(place.read(MANIFEST[0], HEAD))
    if there in (memory.manifest, memory.notes.get(NEXT, memory.manifest)):
        return ""
    was_new = memory.is_new
    named = _named(place.read(MANIFEST[0]) or b"")
    sizes = place.sizes() if named or not was_new else {}
    known = dict(memory.held)
    memory.held.clear()
    for path in sizes:
        if path in named:
            digest, size = named[path]
            memory.held[path] = digest if size == sizes[path] else UNKNOWN
        elif path in known or path in MANIFEST:
            memory.held[path] = UNKNOWN
    memory.manifest = there
    memory.save()
    return "" if was_new and not there else OTHER


def _named(text: bytes) -> dict[str, tuple[str, int]]:
    """Return digests and sizes of a manifest; what can't be read names nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, MANIFEST[0])
        file.write_bytes(text)
        try:
            return {it.path: (it.sha256[:32], it.size) for it in manifest.read(file)}
        except Unreadable:
            return {}
