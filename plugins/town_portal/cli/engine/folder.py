"""The files beside a town's content: its tasks, its settings, the wheel of the generator."""

from __future__ import annotations

import shutil
from pathlib import Path

from town_portal.cli.engine.wheel import PINS, format_pin

FILES = Path(__file__).parent / "files"
NAMES = ("tasks.py", "pelicanconf.py", "publishconf.py")
"""What a town has of the generator besides the wheel."""


def write_atomic(file: Path, data: bytes) -> None:
    """Replace a file at once."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(data)
    fresh.replace(file)


def install_files(town: Path, wheel: Path) -> None:
    """Lay tasks, settings and wheel into a town's folder; settings that are there stay."""
    for name in NAMES:
        if name == "tasks.py" or not (town / name).exists():
            write_atomic(town / name, (FILES / name).read_bytes())
    use_wheel(town, wheel)


def use_wheel(town: Path, wheel: Path) -> None:
    """Have a town use a wheel; what was pinned before holds until the new pin is written."""
    target = town / "engine" / wheel.name
    target.parent.mkdir(exist_ok=True)
    if target.resolve() != wheel.resolve():
        shutil.copyfile(wheel, target)
    write_atomic(town / PINS, format_pin(target).encode())
    for other in target.parent.glob("*.whl"):
        if other != target:
            other.unlink()
