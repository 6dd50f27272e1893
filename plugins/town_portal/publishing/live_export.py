"""Fetch the live service's data for a build, in the process that holds the token."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def refresh_snapshot(content: Path, output: Path) -> None:
    """Ask the service at LIVE_EXPORT with LIVE_TOKEN for what a build into ``output`` will show.

    Without an answer the build shows what was fetched last, and staff read so. Where LIVE_SNAPSHOT
    names a file, that is used instead.
    """
    address = os.environ.get("LIVE_EXPORT")
    if not address or os.environ.get("LIVE_SNAPSHOT"):
        return
    # Late: most builds have no service, and do not wait for these.
    from town_portal.core.system.walk import get_state_folder
    from town_portal.features.live.service import LiveService, update_snapshot
    from town_portal.features.live.source import KEPT
    from town_portal.publishing.due import load_zone

    file = get_state_folder(output) / KEPT
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        notice = update_snapshot(
            LiveService(address, os.environ.get("LIVE_TOKEN", "")), file, load_zone(content)
        )
    except OSError:
        return  # the build reports that the folder is not writable
    if notice:
        print(f"Lưu ý: {notice}", file=sys.stderr, flush=True)
