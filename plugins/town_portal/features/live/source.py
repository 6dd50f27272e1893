"""Find the live service's data for a build: a file, or the last snapshot."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from town_portal.build.build import Build
from town_portal.build.incremental.keys import file_identity
from town_portal.core import dates
from town_portal.features.live.models import Snapshot
from town_portal.features.live.snapshot import DamagedSnapshot, parse_json

OUTSIDE = "live"
"""The snapshot among what comes from outside the content folder (``Build.outside``)."""
KEPT = "live.json"
"""The last snapshot, in the folder that lasts from build to build."""
ASKED = "LIVE_SERVICE_ASKED"
"""Set by commands that asked the service before the build and reported what it answered."""
NOT_ASKED = (
    "bản dựng không tự hỏi dịch vụ đếm và bình luận; muốn có số liệu mới, hãy chạy "
    "python3 tasks.py với LIVE_EXPORT và LIVE_TOKEN"
)


@dataclass(frozen=True)
class Found:
    """The snapshot, if there is any; ``notice`` and ``fault`` (of ``file``) are for staff."""

    snapshot: Snapshot | None = None
    notice: str = ""
    fault: str = ""
    file: Path | None = None


def take_snapshot(build: Build, file: str | None) -> None:
    """Give the build the snapshot of the file, else the last one, and what staff read about it.

    No build asks the service itself: the token stays with the process that started the build.
    """
    file = file or os.environ.get("LIVE_SNAPSHOT")
    path = Path(file) if file else build.state / KEPT
    build.external_inputs[str(path)] = file_identity(path)
    if file:
        found = read_given_snapshot(Path(file))
        build.look_outside[OUTSIDE] = partial(read_given_snapshot, Path(file))
    else:
        found = read_last_snapshot(build)
    build.outside[OUTSIDE] = found
    if found.fault and found.file:
        build.faults.add(found.file, 1, "", found.fault)
    if found.notice:
        build.notices.append(found.notice)


def read_given_snapshot(file: Path) -> Found:
    """Return the snapshot of a file; one that is not there or damaged is a fault."""
    try:
        return Found(parse_json(file.read_bytes(), Snapshot))
    except OSError as error:
        return Found(fault=f"không đọc được tệp số liệu: {error.strerror}", file=file)
    except DamagedSnapshot as error:
        sentence = f"tệp số liệu hỏng ({error}); hãy lấy lại từ dịch vụ, hoặc bỏ LIVE_SNAPSHOT"
        return Found(fault=sentence, file=file)


def read_last_snapshot(build: Build) -> Found:
    """Return what the service gave last, with a notice where nobody asked it for this build."""
    last = read_snapshot(build.state / KEPT)
    if os.environ.get(ASKED):
        return Found(last)
    is_named = bool(os.environ.get("LIVE_EXPORT"))
    why = NOT_ASKED if is_named else "không đặt LIVE_EXPORT"
    if last and (is_named or build.town.live or build.town.archive):
        return Found(last, f"{why}; {describe_snapshot(last, build.zone)}")
    return Found(notice=f"{why}; chưa có số liệu nào từ trước" if is_named else "")


def describe_snapshot(last: Snapshot, zone: ZoneInfo) -> str:
    """Return a sentence that an older snapshot is used, and from when it is."""
    at = last.at.astimezone(zone)
    moment = f"{dates.format_day(at)}, {dates.format_clock(at)}"
    return f"dùng số liệu và bình luận của lần trước, lúc {moment}"


def read_snapshot(file: Path) -> Snapshot | None:
    """Return the snapshot kept in a file; None where there is none or it is damaged."""
    try:
        return parse_json(file.read_bytes(), Snapshot)
    except (OSError, DamagedSnapshot):
        return None
