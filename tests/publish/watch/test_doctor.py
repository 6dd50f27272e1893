"""`doctor` on a sound machine, and on one with each of many faults."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from minisign import KeyPair

from tests.publish.watch.town import MADE, Town
from town_portal.cli import audit
from town_portal.cli.audit import record
from town_portal.cli.audit.command import Tools
from town_portal.cli.doctor import Installation, main
from town_portal.cli.doctor.installation import DiskRoom
from town_portal.cli.town_tasks import TASKS
from town_portal.publishing import due, manifest
from town_portal.publishing.manifest import signing

HOUR = 3600
UNITS = {
    "publish-due.timer": "active",
    "publish-due.service": "inactive",
    "watch-site.timer": "active",
    "town-live.service": "active",
    "town-live-backup.timer": "active",
}
RULES = "nginx-http.conf"


@dataclass
class Machine:
    """A place whose machine says what the test wants."""

    place: Installation
    key: Path

    def file(self, name: str, age: float, text: str = "") -> Path:
        """Write a file below the project's folder, ``age`` seconds old."""
        path = self.place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        moment = self.place.now.timestamp() - age
        os.utime(path, (moment, moment))
        return path

    def systemd(self, **changed: str) -> None:
        """Have systemd say so: ``changed`` are properties of the unit ``name``."""
        self.place = replace(self.place, systemd=lambda names: shown(names, changed))


def shown(names: Sequence[str], changed: dict[str, str]) -> str:
    """Return what ``systemctl show`` prints of units."""
    blocks = []
    for name in names:
        values = {"Id": name, "LoadState": "loaded", "ActiveState": UNITS.get(name, "")}
        values |= {"Result": "success", "Environment": ""}
        if name not in UNITS:
            values["LoadState"] = "not-found"
        if name == changed.get("name"):
            values |= changed
        blocks.append("\n".join(f"{name}={value}" for name, value in values.items()))
    return "\n\n".join(blocks)


@pytest.fixture
def machine(town: Town, key: Path) -> Machine:
    """A town that was published and signed an hour ago, on a machine where all runs."""
    now = MADE.timestamp() + HOUR
    due.write_published(town.state, due.Published(MADE.timestamp(), now + 9 * HOUR, ()))
    for name in ("deploy", "service/deploy"):
        (town.root / name).mkdir(parents=True)
    for name in UNITS:
        (town.root / "deploy" / name).touch()
    place = Installation(
        town.root / "content",
        town.output,
        root=town.root,
        status=town.root / "status",
        hosts=(town.root / "etc",),
        env={signing.KEY: str(key)},
        serves=lambda *_asked: True,
        room=lambda _folder: DiskRoom(9 << 30, 0.9),
        pins=lambda _root: (),
        now=MADE.fromtimestamp(now, MADE.tzinfo),
    )
    found = Machine(place, key)
    found.systemd()
    for unit in ("publish-due", "watch-site", "town-live-backup"):
        found.file(f"status/{unit}.service.done", 60)
    found.file(".output-public.state/hosting/" + RULES, 60, "rules")
    found.file("etc/portal/" + RULES, 60, "rules")
    found.file(".state/watch-site.json", 60, json.dumps({"verdict": "fine", "site": "x"}))
    found.file(str(record.FILE), 60, json.dumps(known_holes(found)))
    return found


def known_holes(machine: Machine, *holes: str) -> dict[str, object]:
    """Return what an audit keeps."""
    root, at = machine.place.root, machine.place.now.timestamp()
    return {"at": at, "pins": record.fingerprint_pins(root), "holes": holes, "reasons": []}


def unknown_town(machine: Machine) -> None:
    """Have the service answer to no host name but this machine's own."""
    town = "name: Phường A\naddress: B\ntime_zone: Asia/Ho_Chi_Minh\nbase_path: /\n"
    town += "site: https://phuong-a.example\nlive: {}\n"
    machine.file("content/data/town.yaml", 60, town)
    machine.place = replace(machine.place, serves=lambda *asked: len(asked) == 1)


def unit(**changed: str) -> Callable[[Machine], None]:
    """Return a fault: systemd says so of a unit."""
    return lambda machine: machine.systemd(**changed)


def file(name: str, age: float, text: str = "") -> Callable[[Machine], object]:
    """Return a fault: a file that says so, so old."""
    return lambda machine: machine.file(name, age, text)


def answer(**changed: object) -> Callable[[Machine], None]:
    """Return a fault: the machine answers so."""

    def change(machine: Machine) -> None:
        machine.place = replace(machine.place, **changed)  # type: ignore[arg-type]

    return change


def overdue(machine: Machine) -> None:
    """Let an article's time have come half an hour ago."""
    at = machine.place.now.timestamp()
    moments = (due.DueMoment(at - HOUR / 2, "Bài hẹn giờ", appears=True),)
    due.write_published(machine.place.state, due.Published(MADE.timestamp(), at + HOUR, moments))


def other_key(machine: Machine) -> None:
    """Put another pair's public key into the content."""
    text = signing.format_public_key(KeyPair.generate().public_key)
    (machine.place.content / "data" / manifest.PUBLIC_KEY).write_bytes(text)


def holes(machine: Machine) -> None:
    """Let the last audit have found a hole."""
    machine.file(str(record.FILE), 60, json.dumps(known_holes(machine, "pillow 1.0")))


FAULTS: dict[str, tuple[Callable[[Machine], object], str]] = {
    "timer stopped": (
        unit(name="publish-due.timer", ActiveState="inactive"),
        "publish-due.timer không chạy",
    ),
    "unit failed": (
        unit(name="publish-due.service", Result="exit-code"),
        "publish-due.service kết thúc có lỗi (exit-code)",
    ),
    "message of a failure": (
        file("status/watch-site.service.failed", 60),
        "watch-site.service báo lỗi cách đây 1 phút",
    ),
    "unit not run": (
        file("status/publish-due.service.done", 5 * HOUR),
        "publish-due.service chạy xong lần cuối cách đây 5 giờ",
    ),
    "old backup": (
        file("status/town-live-backup.service.done", 80 * HOUR),
        "town-live-backup.service: cách đây 3 ngày",
    ),
    "no backup": (
        lambda machine: (machine.place.status / "town-live-backup.service.done").unlink(),
        "chưa có bản nào ở máy này",
    ),
    "public key damaged": (
        lambda machine: machine.file("content/data/minisign.pub", 60, "RWhỏng"),
        "không đọc được minisign.pub",
    ),
    "public key of another pair": (other_key, "không đúng với khóa công khai"),
    "manifest changed": (
        lambda machine: (machine.place.output / manifest.FILE).write_text("{}"),
        "không đúng với khóa công khai",
    ),
    "secret key missing": (lambda machine: machine.key.unlink(), "không có /"),
    "secret key open to all": (lambda machine: machine.key.chmod(0o644), "người khác đọc được"),
    "never published": (
        lambda machine: (machine.place.state / due.FILE).unlink(),
        "máy này chưa đăng lần nào",
    ),
    "manifest expired": (answer(now=MADE.replace(year=MADE.year + 1)), "bản kê hết hạn lúc"),
    "something overdue": (overdue, "quá giờ chưa đăng: “Bài hẹn giờ” đã hiện"),
    "host rules of an older build": (file("etc/portal/" + RULES, 60, "old"), "khác bản vừa dựng"),
    "site changed by somebody": (
        file(".state/watch-site.json", 60, '{"verdict": "found", "findings": [{}, {}]}'),
        "2 điều bất thường",
    ),
    "site not to be looked at": (
        file(".state/watch-site.json", 60, '{"verdict": "unknown", "why": "máy chủ không đáp"}'),
        "không xem được (máy chủ không đáp)",
    ),
    "site not looked at for long": (
        file(".state/watch-site.json", 9 * HOUR, '{"verdict": "fine"}'),
        "cách đây 9 giờ",
    ),
    "service down": (answer(serves=lambda *_asked: False), "healthz không trả lời"),
    "town unknown to the service": (unknown_town, "không phục vụ tên miền phuong-a.example"),
    "disk full": (answer(room=lambda _folder: DiskRoom(5 << 20, 0.9)), "còn trống 5 MB"),
    "no file entries": (answer(room=lambda _folder: DiskRoom(9 << 30, 0.01)), "1% số tệp"),
    "environment older than the pins": (
        answer(pins=lambda _root: ("publish",)),
        "cũ hơn bản đã ghim: publish",
    ),
    "known hole": (holes, "1 gói: pillow 1.0"),
}


def test_nothing_is_found_on_a_sound_machine(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0, every line well; the same for machines."""
    to = machine.place.root / "doctor.json"
    assert main(machine.place, to) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed[:-1] if not line.startswith("ổn ")] == []
    assert len(printed) > 11
    report = json.loads(to.read_text(encoding="utf-8"))
    assert report["sound"]
    assert {line["mark"] for line in report["checks"]} == {"ok"}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(
    name: str, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, the fault named in one line, and below it what to do."""
    make, words = FAULTS[name]
    make(machine)
    assert main(machine.place) == 1
    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if words in line)
    assert lines[at].startswith("LỖI ")
    assert lines[at + 1].strip().startswith("→ ")


def test_a_machine_where_nothing_is_set_up_is_told_what_to_do_first(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without systemd, keys, monitor and audit there is one fault: nothing was published."""
    empty = tmp_path / "empty"
    empty.mkdir()
    place = replace(
        machine.place,
        content=empty / "content",
        output=empty / "output-public",
        root=empty,
        status=empty,
        hosts=(empty,),
        systemd=lambda _names: None,
    )
    assert main(place) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("LỖI")] == [
        "LỖI Lần đăng gần nhất: máy này chưa đăng lần nào"
    ]


def test_what_an_audit_found_is_kept(tmp_path: Path) -> None:
    """Also where nobody could be asked: then it says so."""
    (tmp_path / "requirements.txt").touch()
    assert audit.main(tmp_path, tools=Tools(pip_audit=("no-such-program",))) == 2
    kept = json.loads((tmp_path / record.FILE).read_text(encoding="utf-8"))
    assert kept["holes"] == []
    assert kept["reasons"]
    assert kept["pins"] == record.fingerprint_pins(tmp_path)


def test_the_task_is_there() -> None:
    """`doctor --json FILE --content DIR --output DIR`."""
    given = TASKS.find("doctor").parse(["--json", "x"])
    assert given.json == Path("x")
    assert given.output.name == "output-public"
