"""What happens between the build and the way to the target: the gate, copies, the manifest."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing import compress, gate, manifest, output_files
from town_portal.publishing.deliver.open_target import Built
from town_portal.publishing.deliver.site import SIBLINGS, get_uncompressed_name
from town_portal.publishing.output_files import Found
from town_portal.publishing.publish.steps import Steps

HELD = (
    "Chưa đăng: bản dựng còn {} chỗ chưa được đưa lên mạng. Hãy sửa các chỗ trên rồi chạy lại; "
    "bản đã đăng được giữ nguyên."
)


def check_site(output: Path, content: Path, *, is_trusted: bool = False) -> Found | None:
    """Return the files of a built site that may leave; None where something is against it, told.

    ``is_trusted``: nobody but the build has touched the output since the last publication.
    """
    found = output_files.look(output, time.time(), is_trusted=is_trusted)
    warn = partial(print, file=sys.stderr)
    lines = gate.list_faults(output, content, walk.get_state_folder(output), found, warn)
    if lines:
        print("\n".join(lines), file=sys.stderr)
        print(HELD.format(len(lines)), file=sys.stderr)
    return None if lines else found


def prepare_built(
    output: Path, given: Found, now: datetime, steps: Steps, public: Path | None = None
) -> Built:
    """Make the compressed copies and the manifest, and return what is to go.

    ``given`` are the files that were checked; ``public`` is the public key's file where the
    manifest is signed elsewhere. Raises OSError, and KeyFault where the signing key can't be used.
    """
    state = walk.get_state_folder(output)
    with steps.step("nén"):
        found = compress.update_compressed(output, state, given)
    with steps.step("bản kê"):
        listing = manifest.Listing(select_listed(found), given)
        entries = (
            manifest.write_manifest(output, state, now, listing)
            if public is None
            else manifest.prepare_manifest(output, state, now, listing, public)
        )
        own = (manifest.FILE, manifest.SIGNATURE, *manifest.YOUNG)
        found = {path: item for path, item in found.items() if path not in own} | _stat_files(
            output, own
        )
        output_files.record_files(output, given, found)
    known = {entry.path: entry.sha256 for entry in entries}
    return Built(output, found, known, now, is_whole=given.changed is None)


def select_listed(found: Mapping[str, walk.Stat]) -> dict[str, walk.Stat]:
    """Return what the manifest names: not the compressed copies, which not every host gets."""
    return {
        path: item
        for path, item in found.items()
        if not path.endswith(SIBLINGS) or get_uncompressed_name(path) not in found
    }


def _stat_files(output: Path, names: tuple[str, ...]) -> dict[str, walk.Stat]:
    found = {}
    for name in names:
        try:
            it = (output / name).stat()
        except FileNotFoundError:
            continue
        found[name] = walk.Stat(it.st_size, it.st_mtime_ns)
    return found
