"""The wheel of the generator: made from a checkout, or the one that is at hand."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from town_portal.core.system.places import IS_SHIPPED, ROOT, TOWN

PINS = "requirements.txt"
PATTERN = "town_portal-*-py3-none-any.whl"
NO_WHEEL = (
    "Không có tệp gói town_portal-….whl ở {}. Hãy chạy lại và ghi rõ tệp: new … --engine TỆP, "
    "hoặc upgrade TỆP."
)


class NoWheel(Exception):
    """There is no wheel, or it is none of ours; the message says what to do."""


def make_wheel(to: Path) -> Path:
    """Make the wheel of this checkout in a folder and return it; raises NoWheel."""
    to.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to.resolve())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NoWheel(f"Chưa đóng được gói: {done.stderr.strip() or done.stdout.strip()}")
    return find_wheel(to)


def locate_wheel(scratch: Path) -> Path:
    """Return the wheel that a new town gets: made of this checkout, else one in the town or here.

    Nothing is fetched: what a stranger put into an index would be pinned as ours. Raises NoWheel.
    """
    if not IS_SHIPPED:
        return make_wheel(scratch)
    in_town, installed = TOWN / "engine", _find_installed_from()
    if installed and not in_town.is_dir():
        return find_wheel(installed)
    return find_wheel(in_town if in_town.is_dir() else Path.cwd())


def _find_installed_from() -> Path | None:
    """Return the file that pip installed this from (PEP 610), if it is still there."""
    told = distribution("town-portal").read_text("direct_url.json")
    url = urlsplit(json.loads(told)["url"] if told else "")
    file = Path(url2pathname(url.path))
    return file if url.scheme == "file" and file.suffix == ".whl" and file.is_file() else None


def find_pinned_wheel(town: Path) -> Path:
    """Return the wheel that a town's requirements.txt names; raises NoWheel."""
    line = (town / PINS).read_text(encoding="utf-8")
    return find_wheel(town / line.split(" ", 1)[0])


def find_wheel(place: Path) -> Path:
    """Return the wheel that a path names, or the newest in a folder; raises NoWheel."""
    found = [place] if place.is_file() else sorted(place.glob(PATTERN), key=_get_time)
    if not found:
        raise NoWheel(NO_WHEEL.format(place))
    read_version(found[-1])
    return found[-1]


def read_version(wheel: Path) -> str:
    """Return the version of a wheel by its metadata; raises NoWheel for any other file."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (item for item in archive.namelist() if item.endswith(".dist-info/METADATA"))
            lines = archive.read(name).decode("utf-8").splitlines()
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise NoWheel(f"{wheel}: không đọc được gói này ({error}).") from error
    fields = dict(line.split(": ", 1) for line in lines[:20] if ": " in line)
    if fields.get("Name") != "town-portal":
        raise NoWheel(f"{wheel}: đây không phải gói của bộ dựng cổng.")
    return fields["Version"]


def format_pin(wheel: Path) -> str:
    """Return the line of requirements.txt that names a wheel in engine/ with its hash."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"./engine/{wheel.name} --hash=sha256:{digest}\n"


def _get_time(file: Path) -> int:
    return file.stat().st_mtime_ns
