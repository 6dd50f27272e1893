"""What runs on the machine: timers, services, messages of failures, backups, room on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from town_portal.cli.doctor.installation import (
    FAULT,
    NOTE,
    OK,
    DoctorLine,
    Installation,
    format_age,
)
from town_portal.core.text import format_number

TIMERS, UNITS, SERVICE = "Bộ hẹn giờ", "Lần chạy gần nhất", "Dịch vụ đếm lượt, bình luận"
BACKUP, DISK, PINS = "Sao lưu", "Ổ đĩa", "Môi trường .venv"
LIVE, NEWSROOM = "town-live.service", "town-newsroom.service"
HOUR = 3600
OWN = "portal-doctor.service"
"""Runs this; what it said before is no news."""
LONGEST = {
    "portal-doctor": 3,
    "publish-due": 1,
    "publish-pushed": 1,
    "watch-site": 3,
    "compare-site": 36,
}
"""Hours after which a unit ought to have ended well again; others have two days."""
BACKUP_HOURS = 50
LEAST_ROOM, LEAST_ENTRIES = 1 << 30, 0.05
"""Bytes and share of file entries below which the next build or backup may not find room."""
NO_SYSTEMD = "máy này không có systemd, hoặc không hỏi được"
LOOK = "xem vì sao: journalctl -u {0} -n 50; sửa xong chạy: sudo systemctl start {0}"


def check_timers(place: Installation) -> Iterator[DoctorLine]:
    """Tell which installed timers do not run, and which units ended with a fault."""
    if place.units is None:
        yield DoctorLine(NOTE, TIMERS, NO_SYSTEMD)
        return
    found = {name: unit for name, unit in place.units.items() if name.endswith(".timer")}
    idle = [name for name, unit in found.items() if unit.get("ActiveState") != "active"]
    for name in idle:
        yield DoctorLine(FAULT, TIMERS, f"{name} không chạy", f"sudo systemctl enable --now {name}")
    if not found:
        yield DoctorLine(NOTE, TIMERS, "chưa cài bộ hẹn giờ nào", "xem deploy/README.md")
    elif not idle:
        yield DoctorLine(OK, TIMERS, ", ".join(found))
    for name, unit in place.units.items():
        is_failed = (
            unit.get("ActiveState") == "failed" or unit.get("Result", "success") != "success"
        )
        if name.endswith(".service") and is_failed:
            why = unit.get("Result", "failed")
            yield DoctorLine(FAULT, UNITS, f"{name} kết thúc có lỗi ({why})", LOOK.format(name))


def check_messages(place: Installation) -> Iterator[DoctorLine]:
    """Tell which units have left a message of a failure, and which have not ended well for long."""
    failed = [item for item in sorted(place.status.glob("*.failed")) if item.stem != OWN]
    for file in failed:
        what = f"{file.stem} báo lỗi cách đây {format_age(_get_age(place, file))}"
        yield DoctorLine(FAULT, UNITS, what, LOOK.format(file.stem))
    late = False
    for file in sorted(place.status.glob("*.done")):
        unit = file.stem.removesuffix(".service")
        hours = _get_age(place, file) / HOUR
        if not unit.endswith("-backup") and hours > LONGEST.get(unit, 48):
            late = True
            what = f"{file.stem} chạy xong lần cuối cách đây {format_age(hours * HOUR)}"
            yield DoctorLine(FAULT, UNITS, what, LOOK.format(file.stem))
    if not place.status.is_dir():
        yield DoctorLine(NOTE, UNITS, f"máy này chưa có {place.status}: việc hẹn giờ chưa báo về")
    elif not failed and not late:
        yield DoctorLine(OK, UNITS, "không việc nào báo lỗi")


def check_backups(place: Installation) -> Iterator[DoctorLine]:
    """Tell when each backup was made, tried and copied last."""
    found = sorted(place.status.glob("*-backup.service.done"))
    for file in found:
        since = _get_age(place, file)
        what = f"{file.stem}: cách đây {format_age(since)}"
        is_old = since > BACKUP_HOURS * HOUR
        yield (
            DoctorLine(FAULT, BACKUP, what, LOOK.format(file.stem))
            if is_old
            else DoctorLine(OK, BACKUP, what)
        )
    if not found:
        wanted = {LIVE, NEWSROOM} & set(place.units or {})
        advice = "bật town-live-backup.timer, xem service/README.md" if wanted else ""
        yield DoctorLine(FAULT if wanted else NOTE, BACKUP, "chưa có bản nào ở máy này", advice)


def _get_age(place: Installation, file: Path) -> float:
    return place.now.timestamp() - file.stat().st_mtime


def check_service(place: Installation) -> Iterator[DoctorLine]:
    """Ask the live service of this machine whether it works."""
    if LIVE not in (place.units or {}):
        yield DoctorLine(NOTE, SERVICE, "không chạy ở máy này")
    elif place.serves(place.service):
        yield DoctorLine(OK, SERVICE, f"{place.service} trả lời")
        host = place.live_host
        if host and not place.serves(place.service, host):
            advice = "đăng cổng, rồi sudo systemctl restart town-live; xem LIVE_PAGES"
            yield DoctorLine(FAULT, SERVICE, f"không phục vụ tên miền {host}", advice)
    else:
        yield DoctorLine(FAULT, SERVICE, f"{place.service} không trả lời", LOOK.format(LIVE))


def check_disk(place: Installation) -> Iterator[DoctorLine]:
    """Tell how much room is left where the public site is built."""
    room = place.room(place.output if place.output.is_dir() else place.root)
    free = format_number(room.free >> 20)
    what = f"còn trống {free} MB, còn chỗ cho {room.entries:.0%} số tệp tối đa"
    if room.free < LEAST_ROOM or room.entries < LEAST_ENTRIES:
        advice = "xóa bản dựng thử, bản sao lưu cũ hoặc mở rộng ổ đĩa, rồi đăng lại"
        yield DoctorLine(FAULT, DISK, what, advice)
    else:
        yield DoctorLine(OK, DISK, what)


def check_environment(place: Installation) -> Iterator[DoctorLine]:
    """Tell whether the packages are those that are pinned."""
    old = list(place.pins(place.root))
    if old:
        advice = "chạy: python3 tasks.py setup, hoặc sudo systemctl start town-portal-setup"
        yield DoctorLine(FAULT, PINS, f"cũ hơn bản đã ghim: {', '.join(old)}", advice)
    else:
        yield DoctorLine(OK, PINS, "đúng bản đã ghim")
