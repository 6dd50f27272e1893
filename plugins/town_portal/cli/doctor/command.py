"""`python3 tasks.py doctor`: look at everything, one line each, with what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from town_portal.cli.doctor import machine, publication
from town_portal.cli.doctor.installation import FAULT, NOTE, OK, DoctorLine, Installation
from town_portal.core.system.child import make_stoppable
from town_portal.publishing.manifest.entry import format_moment

SCHEMA = 1
MARKS = {OK: "ổn ", NOTE: "–  ", FAULT: "LỖI"}
CHECKS: tuple[Callable[[Installation], Iterable[DoctorLine]], ...] = (
    publication.check_last_publication,
    publication.check_keys,
    publication.check_host_rules,
    publication.watch_result,
    publication.check_known_holes,
    machine.check_timers,
    machine.check_messages,
    machine.check_service,
    machine.check_backups,
    machine.check_disk,
    machine.check_environment,
)
FINE = "Không thấy lỗi nào."
LEFT = "Không thấy lỗi nào; còn {} việc nên làm, ghi ở các dòng trên."
FAULTY = "Có {} lỗi cần xử lý."


@make_stoppable()
def main(place: Installation, file: Path | None = None) -> int:
    """Print what was found, write it for machines, and give the exit code: 1 with any fault."""
    lines = list(examine_place(place))
    for line in lines:
        print(f"{MARKS[line.mark]} {line.name}: {line.what}")
        if line.advice:
            print(f"      → {line.advice}")
    faults = sum(line.mark == FAULT for line in lines)
    left = sum(line.mark == NOTE and bool(line.advice) for line in lines)
    print(FAULTY.format(faults) if faults else LEFT.format(left) if left else FINE)
    if file is not None:
        try:
            text = json.dumps(build_report(place, lines), ensure_ascii=False, indent=1)
            file.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            print(f"Không ghi được {file}: {error.strerror}.", file=sys.stderr)
            return 1
    return 1 if faults else 0


def examine_place(place: Installation) -> Iterator[DoctorLine]:
    """Yield every line; what can't be looked at takes nothing from the other checks."""
    for check in CHECKS:
        try:
            yield from check(place)
        except OSError as error:
            what = f"không xem được {error.filename or ''}: {error.strerror}"
            yield DoctorLine(FAULT, check.__name__, what, "chạy doctor bằng người dùng đăng trang")
        except ValueError as error:  # a file that was damaged
            yield DoctorLine(
                FAULT, check.__name__, f"không đọc được: {error}", "xóa tệp hỏng rồi chạy lại"
            )


def build_report(place: Installation, lines: Iterable[DoctorLine]) -> dict[str, object]:
    """Return the lines as machines read them."""
    found = [line._asdict() for line in lines]
    is_sound = all(line["mark"] != FAULT for line in found)
    return {"schema": SCHEMA, "at": format_moment(place.now), "sound": is_sound, "checks": found}
