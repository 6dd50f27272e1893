"""What was published: keys, signature, age, host rules, the monitor's last result, known holes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from town_portal.cli.audit.record import FILE as AUDIT
from town_portal.cli.audit.record import fingerprint_pins
from town_portal.cli.doctor.installation import (
    FAULT,
    NOTE,
    OK,
    DoctorLine,
    Installation,
    format_age,
)
from town_portal.core.storage import read_json
from town_portal.core.system.places import IS_SHIPPED
from town_portal.publishing import due, manifest
from town_portal.publishing.manifest import signing
from town_portal.publishing.manifest.entry import UnreadableManifest

KEYS, SIGNED, LAST = "Khóa ký", "Chữ ký bản kê", "Lần đăng gần nhất"
HOSTS, WATCH, HOLES = "Quy tắc máy chủ web", "Canh cổng đã đăng", "Lỗ hổng đã biết"
PUBLISH, TIMER = "publish-due.service", "watch-site.timer"
LATE = 15 * 60
"""Seconds after which something due ought to be public: three looks of publish-due.timer."""
WATCH_HOURS, AUDIT_DAYS = 3, 35
PUBLISH_NOW = "chạy: python3 tasks.py publish (kèm --to nếu đăng lên máy chủ khác)"
WATCHING = "chạy: python3 tasks.py watch-site https://…, xem từng điều; đặt lại bằng: restore"


def check_keys(place: Installation) -> Iterator[DoctorLine]:
    """Look at the public key, at the signature made with it, and at the secret key."""
    public = place.content / "data" / manifest.PUBLIC_KEY
    if not public.is_file():
        yield DoctorLine(NOTE, KEYS, "bản kê không được ký", "chạy: python3 tasks.py signing-key")
        return
    try:
        key = signing.parse_public_key(public.read_bytes())
    except (manifest.KeyFault, OSError):
        advice = f"chép lại khóa công khai vào {public}"
        yield DoctorLine(FAULT, KEYS, f"không đọc được {public.name}", advice)
        return
    yield _check_secret_key(place)
    file = place.output / manifest.FILE
    try:
        is_right = signing.is_signed(file, place.output / manifest.SIGNATURE, key)
    except OSError:
        is_right = False
    if is_right:
        yield DoctorLine(OK, SIGNED, "đúng với khóa công khai")
    else:
        what = "thiếu hoặc không đúng với khóa công khai của cổng"
        yield DoctorLine(FAULT, SIGNED, what, f"xem tệp nào bị sửa rồi {PUBLISH_NOW}")


def _check_secret_key(place: Installation) -> DoctorLine:
    named = place.variable(signing.KEY, PUBLISH)
    file = Path(named).expanduser() if named else Path.home() / signing.PLACE
    try:
        mode = file.stat().st_mode
    except PermissionError:
        what = f"{file} không xem được với người dùng này"
        return DoctorLine(NOTE, KEYS, what, "chạy doctor bằng người dùng đăng trang")
    except OSError:
        if named:
            return DoctorLine(
                FAULT, KEYS, f"không có {file}", f"chép khóa vào đó hoặc sửa {signing.KEY}"
            )
        return DoctorLine(NOTE, KEYS, "khóa bí mật không ở máy này")
    if os.name != "nt" and mode & 0o077:
        return DoctorLine(FAULT, KEYS, f"người khác đọc được {file}", f"chạy: chmod 600 {file}")
    return DoctorLine(OK, KEYS, str(file))


def check_last_publication(place: Installation) -> Iterator[DoctorLine]:
    """Tell when the site went out last, what has been due since, and whether its manifest holds."""
    last, now = due.read_published(place.state), place.now.timestamp()
    if last is None or not place.output.is_dir():
        yield DoctorLine(FAULT, LAST, "máy này chưa đăng lần nào", PUBLISH_NOW)
        return
    zone = due.load_zone(place.content)
    waiting = due.list_passed(
        (*last.moments, *due.list_scheduled_since(place.content, last.at)), last.at, now - LATE
    )
    what = f"{due.format_moment(last.at, zone)}, cách đây {format_age(now - last.at)}"
    if waiting:
        yield DoctorLine(
            FAULT, LAST, f"{what}; quá giờ chưa đăng: {due.format_moments(waiting)}", PUBLISH_NOW
        )
    elif now - LATE > last.until:
        yield DoctorLine(FAULT, LAST, f"{what}; có phần theo ngày quá giờ chưa đăng", PUBLISH_NOW)
    else:
        yield DoctorLine(OK, LAST, what)
    until = _read_valid_until(place.output / manifest.FILE)
    if until and until < place.now:
        what = f"bản kê hết hạn lúc {due.format_moment(until.timestamp(), zone)}"
        yield DoctorLine(FAULT, SIGNED, what, PUBLISH_NOW)


def _read_valid_until(file: Path) -> datetime | None:
    try:
        return manifest.read_header(file).until
    except (OSError, UnreadableManifest, ValueError):
        return None


def check_host_rules(place: Installation) -> Iterator[DoctorLine]:
    """Compare the rules that the web server of this machine reads with those of the last build."""
    made = {item.name: item for item in (place.state / "hosting").glob("*") if item.is_file()}
    files = (item for host in place.hosts for name in made for item in host.rglob(name))
    found = sorted(file for file in files if file.is_file())
    old = [item for item in found if item.read_bytes() != made[item.name].read_bytes()]
    for path in old:
        server = "caddy" if path.suffix == ".caddy" else "nginx"
        advice = f"sudo cp {made[path.name]} {path}, rồi nạp lại: sudo systemctl reload {server}"
        yield DoctorLine(FAULT, HOSTS, f"{path} khác bản vừa dựng", advice)
    if not found:
        yield DoctorLine(NOTE, HOSTS, "không có ở máy này; xem ở máy chủ web bằng watch-site")
    elif not old:
        yield DoctorLine(OK, HOSTS, ", ".join(map(str, found)))


def watch_result(place: Installation) -> Iterator[DoctorLine]:
    """Tell what the monitor found when it looked last."""
    file = place.root / ".state" / "watch-site.json"
    given = _read(file)
    if not given:
        mark = FAULT if TIMER in (place.units or {}) else NOTE
        yield DoctorLine(mark, WATCH, "chưa có kết quả", "chạy: sudo systemctl start watch-site")
        return
    since = place.now.timestamp() - file.stat().st_mtime
    what = f"{given.get('site', '')}, cách đây {format_age(since)}"
    verdict = given.get("verdict")
    if verdict == "found":
        faults = len(given.get("findings") or ())
        yield DoctorLine(FAULT, WATCH, f"{what}: {faults} điều bất thường", WATCHING)
    elif verdict != "fine":
        yield DoctorLine(FAULT, WATCH, f"{what}: không xem được ({given.get('why', '')})", WATCHING)
    elif since > WATCH_HOURS * 3600:
        yield DoctorLine(FAULT, WATCH, what, "xem watch-site.timer còn chạy không")
    else:
        yield DoctorLine(OK, WATCH, f"{what}: như bản đã ký")


def check_known_holes(place: Installation) -> Iterator[DoctorLine]:
    """Tell what the last `audit` found; nobody is asked now. A town has its pins of a wheel."""
    if IS_SHIPPED:
        yield DoctorLine(
            NOTE, HOLES, "xem ở kho mã của bộ dựng cổng", "có bản mới thì đổi: upgrade"
        )
        return
    given = _read(place.root / AUDIT)
    days = (place.now.timestamp() - float(given.get("at") or 0)) / 86_400
    holes = given.get("holes") or []
    if holes:
        what = f"{len(holes)} gói: {', '.join(map(str, holes))}"
        yield DoctorLine(FAULT, HOLES, what, "chạy: python3 tasks.py audit, làm theo từng dòng")
    elif not given or days > AUDIT_DAYS or given.get("pins") != fingerprint_pins(place.root):
        what = "lâu chưa xem" if given else "chưa xem lần nào"
        what = "chưa xem với các bản đang ghim" if days <= AUDIT_DAYS else what
        yield DoctorLine(NOTE, HOLES, what, "chạy: python3 tasks.py audit (cần mạng)")
    elif given.get("reasons"):
        yield DoctorLine(NOTE, HOLES, "lần xem gần nhất chưa xem được hết", "chạy lại: audit")
    else:
        yield DoctorLine(OK, HOLES, f"không có, xem cách đây {format_age(days * 86_400)}")


def _read(file: Path) -> dict[str, Any]:
    given = read_json(file)
    return given if isinstance(given, dict) else {}
