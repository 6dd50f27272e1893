"""What the site should be: the manifest to compare with, its signature looked at first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from town_portal.core.content_files.names import RefusedFile
from town_portal.core.content_files.opening import has_file, read_bytes
from town_portal.core.storage import read_json, write_json
from town_portal.publishing import manifest
from town_portal.publishing.manifest import KeyFault, ManifestEntry, ManifestHeader
from town_portal.publishing.manifest.entry import UnreadableManifest, format_moment
from town_portal.publishing.manifest.signing import is_signed, parse_public_key

if TYPE_CHECKING:
    from minisign import PublicKey

LAST = "last.json"


class NoTruth(Exception):
    """Nothing to compare with; the sentence says why, in Vietnamese."""


class Forged(Exception):
    """A manifest whose signature is not the portal's."""


@dataclass(frozen=True)
class Truth:
    """A manifest: where it came from, its header, its entries by path.

    ``originals``: the folder in which the published files lie, None where they don't;
    ``is_signed``: whether the signature was looked at and is right.
    """

    file: Path
    header: ManifestHeader
    entries: Mapping[str, ManifestEntry] = field(repr=False)
    is_signed: bool
    originals: Path | None = None


def read_truth(file: Path, key: PublicKey | None) -> Truth:
    """Return the manifest of a file; raises NoTruth and Forged."""
    signature = file.with_name(f"{file.name}.minisig")
    try:
        signed = key is not None and signature.exists()
        if key is not None and signed and not is_signed(file, signature, key):
            raise Forged
        header = manifest.read_header(file)
        entries = {entry.path: entry for entry in manifest.iter_entries(file)}
    except OSError as error:
        raise NoTruth(f"không đọc được bản kê {file}: {error.strerror}") from None
    except UnreadableManifest as error:
        raise NoTruth(f"bản kê {file} bị hỏng: {error}") from None
    return Truth(file, header, entries, signed, _find_originals(file))


def _find_originals(file: Path) -> Path | None:
    """Return the folder whose files a manifest lists: beside it, or that of the state folder."""
    folder = file.absolute().parent
    if folder.name.startswith(".") and folder.name.endswith(".state"):
        folder = folder.with_name(folder.name[1:-6])
    return folder if (folder / "index.html").is_file() else None


def load_key(text: str, usual: Path) -> PublicKey | None:
    """Return the public key: a file's or the line itself, else the portal's own; raises KeyFault.

    None where nothing was named and the portal has none.
    """
    if not text:
        try:
            return parse_public_key(read_bytes(usual)) if has_file(usual) else None
        except RefusedFile as error:
            raise KeyFault(f"{error}") from error
    if Path(text).is_file():
        return parse_public_key(Path(text).read_bytes())
    try:
        return parse_public_key(text.encode())
    except KeyFault:
        raise KeyFault(f"Không có tệp khóa công khai {text}, và đó cũng không phải khóa.") from None


@dataclass(frozen=True)
class MonitorState:
    """What the monitor keeps between two looks at a site, in a folder: the newest manifest seen."""

    folder: Path

    def last(self, base: str) -> str:
        """Return when the newest manifest seen of a site was made, as ISO text; else empty."""
        return str(self._read_known().get(base, ""))

    def note(self, base: str, made: datetime) -> None:
        """Remember that a manifest was seen; an older one than known is not noted."""
        known = self._read_known()
        known[base] = max(known.get(base, ""), format_moment(made))
        write_json(self.folder / LAST, known, indent=1)

    def _read_known(self) -> dict[str, str]:
        found = read_json(self.folder / LAST)
        return found if isinstance(found, dict) else {}


class Copy:
    """A folder for the manifest that the live site shows, gone at the end."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-"))
        self.file = self.folder / manifest.FILE
        self.signature = self.folder / manifest.SIGNATURE

    def close(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)
