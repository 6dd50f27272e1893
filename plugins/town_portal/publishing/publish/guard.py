"""What happens between the build and the way to the target: the gate, copies, the manifest."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing import compress, gate, manifest
from town_portal.publishing.deliver.site import base
from town_portal.publishing.deliver.work import Built
from town_portal.publishing.publish.steps import Steps

HELD = (
    "Chưa đăng: bản dựng còn {} chỗ chưa được đưa lên mạng. Hãy sửa các chỗ trên rồi chạy lại; "
    "bản đã đăng được giữ nguyên."
)


def checked(output: Path, content: Path) -> dict[str, walk.Stat] | None:
    """Return the files of a built site that may leave; None where something is against it, told."""
    files = walk.files(output)
    warn = partial(print, file=sys.stderr)
    lines = gate.faults(output, content, walk.state_of(output), files, warn)
    if lines:
        print("\n".join(lines), file=sys.stderr)
        print(HELD.format(len(lines)), file=sys.stderr)
    return None if lines else files


def ready(
    output: Path,
    files: dict[str, walk.Stat],
    now: datetime,
    steps: Steps,
    public: Path | None = None,
) -> Built:
    """Make the compressed copies and the manifest, and return what is to go.

    ``files`` are those that were checked; ``public`` is the public key's file where the manifest is
    signed elsewhere. Raises OSError, and KeyFault where the signing key can't be used.
    """
    state = walk.state_of(output)
    with steps.step("nén"):
        found = compress.update(output, state, files)
    with steps.step("bản kê"):
        entries = (
            manifest.write(output, state, now, listed(found))
            if public is None
            else manifest.prepare(output, state, now, listed(found), public)
        )
        own = (manifest.FILE, manifest.SIGNATURE, *manifest.YOUNG)
        found = {path: it for path, it in found.items() if path not in own} | _stats(output, own)
    return Built(output, found, {it.path: it.sha256 for it in entries}, now)


def listed(found: Mapping[str, walk.Stat]) -> dict[str, walk.Stat]:
    """Return what the manifest names: not the compressed copies, which not every host gets."""
    return {path: it for path, it in found.items() if base(path) == path or base(path) not in found}


def _stats(output: Path, names: tuple[str, ...]) -> dict[str, walk.Stat]:
    found = {}
    for name in names:
        try:
            it = (output / name).stat()
        except FileNotFoundError:
            continue
        found[name] = walk.Stat(it.st_size, it.st_mtime_ns)
    return found
