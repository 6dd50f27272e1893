"""The files beside a town's content: its tasks, its settings, the wheel of the generator."""

from __future__ import annotations

import shutil
from pathlib import Path

from town_portal.cli.engine.wheel import pin
from town_portal.core.content_files.writing import write_durably

FILES = Path(__file__).parent / "files"
PLACES = {
    "tasks.py": "tasks.py",
    "pelicanconf.py": "pelicanconf.py",
    "publishconf.py": "publishconf.py",
    "gitignore": ".gitignore",
}
"""What a town has of the generator besides the wheel, by the name here."""
PINS = "requirements.txt"


def lay(town: Path, wheel: Path) -> None:
    """Lay tasks, settings and wheel into a town's folder; settings that are there stay."""
    for name, place in PLACES.items():
        if name == "tasks.py" or not (town / place).exists():
            write_durably(town / place, (FILES / name).read_bytes())
    take(town, wheel)


def take(town: Path, wheel: Path) -> None:
    """Have a town use a wheel; what was pinned before holds until the new pin is written."""
    target = town / "engine" / wheel.name
    target.parent.mkdir(exist_ok=True)
    if target.resolve() != wheel.resolve():
        shutil.copyfile(wheel, target)
    write_durably(town / PINS, pin(target).encode())
    for other in target.parent.glob("*.whl"):
        if other != target:
            other.unlink()
