"""Where the doctor looks, and what it asks the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from town_portal.cli import setup
from town_portal.cli.lock import RUNTIME
from town_portal.cli.setup import BROWSER
from town_portal.core.data.loading import load_file
from town_portal.core.data.tables import Town
from town_portal.core.faults import Faults
from town_portal.core.system import clock, walk
from town_portal.core.system.places import ROOT, TOWN

OK, NOTE, FAULT = "ok", "note", "fault"
"""Marks of a line: as it should be; not set up here or not to be seen; to be put right."""
PROPERTIES = "--property=Id,LoadState,ActiveState,Result,Environment"
Unit = Mapping[str, str]


class DoctorLine(NamedTuple):
    """One finding: its mark, what was looked at, what is so, and what to do (empty: nothing)."""

    mark: str
    name: str
    what: str
    advice: str = ""


class DiskRoom(NamedTuple):
    """Free room on the disk: bytes, and the share of file entries (1: all are free)."""

    free: int
    entries: float


def ask_systemd(names: Sequence[str]) -> str | None:
    """Return what systemd says of units; None where there is none to be asked."""
    program = shutil.which("systemctl")
    if program is None:
        return None
    command = [program, "show", PROPERTIES, *names]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def ask_service(address: str, host: str = "") -> bool:
    """Tell whether the live service says that it works, for a host name if one is given."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # http, our own
            return bool(answer.status == 200)
    except OSError:
        return False


def measure_room(folder: Path) -> DiskRoom:
    """Return the room on a folder's disk."""
    if os.name == "nt":
        return DiskRoom(shutil.disk_usage(folder).free, 1.0)
    found = os.statvfs(folder)
    entries = found.f_favail / found.f_files if found.f_files else 1.0  # some count no entries
    return DiskRoom(found.f_bavail * found.f_frsize, entries)


def list_missing_pins(root: Path) -> list[str]:
    """Return the parts of the environment that are not as they are pinned now."""
    return setup.list_missing(root, (RUNTIME, BROWSER, "publish"))


@dataclass(frozen=True)
class Installation:
    """One portal on one machine."""

    content: Path
    output: Path
    root: Path = TOWN
    units_in: Path = ROOT
    """Where the units for systemd lie, in folders as in the repository."""
    status: Path = Path("/var/lib/town-portal-status")
    """Where units leave ``UNIT.done`` and ``UNIT.failed`` (deploy/README.md)."""
    hosts: tuple[Path, ...] = (Path("/etc/nginx"), Path("/etc/caddy"))
    service: str = "http://127.0.0.1:8001/healthz"
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    systemd: Callable[[Sequence[str]], str | None] = ask_systemd
    serves: Callable[..., bool] = ask_service
    room: Callable[[Path], DiskRoom] = measure_room
    pins: Callable[[Path], Iterable[str]] = list_missing_pins
    now: datetime = field(default_factory=clock.get_now)

    @property
    def state(self) -> Path:
        """The folder beside the output in which publishing remembers."""
        return walk.get_state_folder(self.output)

    @cached_property
    def live_host(self) -> str:
        """The host name that the live service is to answer to; empty where another is asked."""
        town = load_file(Town, self.content / "data" / "town.yaml", Faults(), self.content)
        if not isinstance(town, Town) or not town.live or town.live.address or not town.site:
            return ""
        return urlsplit(town.site).hostname or ""

    @cached_property
    def known_units(self) -> tuple[str, ...]:
        """The timers and services that the project has units for."""
        folders = ("deploy", "deploy/git-hook", "service/deploy", "newsroom/deploy")
        files = [item for name in folders for item in (self.units_in / name).glob("*.*")]
        names = {file.name for file in files if file.suffix in (".timer", ".service")}
        return tuple(sorted(name for name in names if "@" not in name))

    @cached_property
    def units(self) -> Mapping[str, Unit] | None:
        """What systemd says of those that are installed; None without systemd."""
        text = self.systemd(self.known_units) if self.known_units else None
        if text is None:
            return None
        blocks = [dict(_iter_pairs(block)) for block in text.split("\n\n")]
        loaded = [block for block in blocks if block.get("LoadState") == "loaded"]
        return {item["Id"]: item for item in loaded if "Id" in item}

    def variable(self, name: str, unit: str) -> str:
        """Return a variable of this process, else of an installed unit; empty without one."""
        words = (self.units or {}).get(unit, {}).get("Environment", "").split()
        given = dict(word.split("=", 1) for word in words if "=" in word)
        return self.env.get(name) or given.get(name, "")


def _iter_pairs(block: str) -> Iterable[tuple[str, str]]:
    for line in block.splitlines():
        name, sign, value = line.partition("=")
        if sign:
            yield name, value


def format_age(seconds: float) -> str:
    """Return a span of time as people say it."""
    hours = seconds / 3600
    if hours < 1:
        return f"{max(0, int(seconds / 60))} phút"
    return f"{int(hours)} giờ" if hours < 48 else f"{int(hours / 24)} ngày"
