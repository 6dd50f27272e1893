"""`python3 tasks.py doctor`: look at everything, one line each, with what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from town_portal.cli.doctor import machine, publication
from town_portal.cli.doctor.place import FAULT, NOTE, OK, Line, Place
from town_portal.core.system.child import stoppable
from town_portal.publishing.manifest.entry import told

SCHEMA = 1
MARKS = {OK: "ổn ", NOTE: "–  ", FAULT: "LỖI"}
CHECKS: tuple[Callable[[Place], Iterable[Line]], ...] = (
    publication.last_publication,
    publication.keys,
    publication.host_rules,
    publication.watch_result,
    publication.known_holes,
    machine.timers,
    machine.messages,
    machine.service,
    machine.backups,
    machine.disk,
    machine.environment,
)
FINE = "Không thấy lỗi nào."
LEFT = "Không thấy lỗi nào; còn {} việc nên làm, ghi ở các dòng trên."
FAULTY = "Có {} lỗi cần xử lý."


@stoppable()
def main(place: Place, file: Path | None = None) -> int:
    """Print what was found, write it for machines, and give the exit code: 1 with any fault."""
    lines = list(examine(place))
    for line in lines:
        print(f"{MARKS[line.mark]} {line.name}: {line.what}")
        if line.advice:
            print(f"      → {line.advice}")
    faults = sum(line.mark == FAULT for line in lines)
    left = sum(line.mark == NOTE and bool(line.advice) for line in lines)
    print(FAULTY.format(faults) if faults else LEFT.format(left) if left else FINE)
    if file is not None:
        try:
            text = json.dumps(report(place, lines), ensure_ascii=False, indent=1)
            file.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            print(f"Không ghi được {file}: {error.strerror}.", file=sys.stderr)
            return 1
    return 1 if faults else 0


def examine(place: Place) -> Iterator[Line]:
    """Yield every line; what can't be looked at takes nothing from the other checks."""
    for check in CHECKS:
        try:
            yield from check(place)
        except OSError as error:
            what = f"không xem được {error.filename or ''}: {error.strerror}"
            yield Line(FAULT, check.__name__, what, "chạy doctor bằng người dùng đăng trang")
        except ValueError as error:  # a file that was damaged
            yield Line(
                FAULT, check.__name__, f"không đọc được: {error}", "xóa tệp hỏng rồi chạy lại"
            )


def report(place: Place, lines: Iterable[Line]) -> dict[str, object]:
    """Return the lines as machines read them."""
    found = [line._asdict() for line in lines]
    is_sound = all(line["mark"] != FAULT for line in found)
    return {"schema": SCHEMA, "at": told(place.now), "sound": is_sound, "checks": found}
