"""Exchange a town's generator: build with both, show what changes, and be able to go back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from town_portal.cli.engine import data_files
from town_portal.cli.engine.data_files import Changes
from town_portal.cli.engine.folder import use_wheel, write_atomic
from town_portal.cli.engine.wheel import PINS, NoWheel, find_pinned_wheel, find_wheel, read_version
from town_portal.core.system.child import make_stoppable
from town_portal.core.system.places import HOME, IS_SHIPPED, TOWN, get_python
from town_portal.core.system.walk import list_files
from town_portal.publishing.build_environment import make_build_environment

PREVIOUS = ".previous"
"""The folder of the previous wheel and its pin."""
ONLY_TOWNS = (
    "Lệnh này dành cho thư mục cổng do lệnh new lập ra. Bản sao của kho mã thì cập nhật bằng "
    "git pull."
)
NOT_BUILT = "Bản {} không dựng được nội dung này, xem các dòng trên. Chưa đổi gì."
SAME = "Bản {} dựng ra đúng các tệp như bản {}."
CHANGED = "So với bản {}, bản {} đổi {} tệp, thêm {} tệp, bỏ {} tệp. Danh sách: {}"
DATA = "Bản mới cần đổi các tệp dữ liệu sau, chỉ đổi khi đồng ý (từng dòng: {1}):\n{0}"
DATA_FILES = "data"
"""The folder of data files in that of the previous wheel."""
NO_CHANGES = Changes()
ASK = "Đổi sang bản này? Gõ c rồi Enter để đổi, phím khác để thôi: "
DONE = (
    "Đã đổi sang bản {}. Lệnh tiếp theo sẽ cài bản ấy. "
    "Muốn quay lại: python3 tasks.py upgrade --back"
)
NO_PREVIOUS = "Không có bản trước để quay lại."
BACK = "Đã quay lại bản {}. Lệnh tiếp theo sẽ cài lại bản ấy."


@dataclass(frozen=True)
class OutputDifference:
    """The files of two outputs that are not the same, by name."""

    changed: tuple[str, ...] = field(default=())
    added: tuple[str, ...] = field(default=())
    gone: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        """Return whether the outputs differ."""
        return bool(self.changed or self.added or self.gone)

    def __str__(self) -> str:
        """Return one line for each file."""
        named = (("đổi", self.changed), ("thêm", self.added), ("bỏ", self.gone))
        return "".join(f"{word}\t{name}\n" for word, names in named for name in names)


class EngineRefused(Exception):
    """A generator can't be installed or refuses the content; the message says why."""


@make_stoppable("Đã dừng. Chưa đổi gì.")
def main(wheel: Path | None, agreed: bool, back: bool) -> int:
    """Exchange the generator of this town, or go back; give the exit code."""
    if not IS_SHIPPED:
        print(ONLY_TOWNS, file=sys.stderr)
        return 1
    try:
        if back:
            version, edited = go_back(TOWN)
            print(*edited, BACK.format(version), sep="\n")
            return 0
        fresh = find_wheel(wheel or TOWN)
        told, changes = compare_builds(TOWN, fresh)
        print(told)
        if agreed or input(ASK).strip().lower() == "c":
            exchange_wheel(TOWN, fresh, changes)
            print(DONE.format(read_version(fresh)))
    except (NoWheel, EngineRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except EOFError:  # nobody is there to answer
        return 0
    return 0


def compare_builds(town: Path, wheel: Path) -> tuple[str, Changes]:
    """Build with both generators; return how their outputs and the data files differ.

    Raises NotBuilt.
    """
    place = town / ".state" / "upgrade"
    now, then = read_version(find_pinned_wheel(town)), read_version(wheel)
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    env = {**make_build_environment(), **pip, HOME: str(town), "PUBLICATION_UNCONFIRMED": "1"}
    env["SOURCE_DATE_EPOCH"] = str(int(time.time()))
    content = town / "content"
    build_town(town, content, (sys.executable, now), place / "now", env)
    python = install_wheel(wheel, place / "venv", env)
    changes = data_files.ask_for(content, partial(run_program, env=env), python)
    migrated = data_files.copy_with(changes, content, place / "content")
    build_town(town, migrated, (python, then), place / "then", env)
    found = compare_outputs(place / "now", place / "then")
    told = _format_changes(changes, content, place) if changes.lines else ""
    if not found:
        return told + SAME.format(then, now), changes
    report = place / "difference.txt"
    report.write_text(str(found), encoding="utf-8")
    counts = (len(found.changed), len(found.added), len(found.gone))
    return told + CHANGED.format(now, then, *counts, report.relative_to(town)), changes


def _format_changes(changes: Changes, content: Path, place: Path) -> str:
    """Return the lines that tell what happens to data files, before it does."""
    report = place / "data.diff"
    report.write_text(changes.difference(content), encoding="utf-8")
    lines = "".join(f"  {line}\n" for line in changes.lines)
    return DATA.format(lines, report.relative_to(content.parent))


def install_wheel(wheel: Path, venv: Path, env: Mapping[str, str]) -> str:
    """Return the Python of an environment with a wheel, beside the town's own."""
    shutil.rmtree(venv, ignore_errors=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    python = str(get_python(venv))
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run_program((base, "-m", "venv", str(venv)), env)
    run_program((*pip, "--no-deps", str(wheel.resolve())), env)
    pins = "from town_portal.cli import lock; from town_portal.core.system.places import ROOT;"
    pins += "print(lock.part_of(ROOT, lock.RUNTIME))"
    file = venv / PINS
    file.write_text(run_program((python, "-c", pins), env), encoding="utf-8")
    run_program((*pip, "--require-hashes", "-r", str(file)), env)
    return python


def build_town(
    town: Path, content: Path, engine: tuple[str, str], output: Path, env: Mapping[str, str]
) -> None:
    """Build the town's public site of a content with a Python that has a generator of a version.

    Raises NotBuilt where the generator refuses the content.
    """
    python, version = engine
    words = ("-m", "pelican", str(content), "-s", str(town / "publishconf.py"))
    try:
        run_program((python, *words, "-o", str(output), "--quiet"), env, town)
    except EngineRefused as error:
        raise EngineRefused(f"{error}\n{NOT_BUILT.format(version)}") from error


def run_program(command: Sequence[str], env: Mapping[str, str], folder: Path | None = None) -> str:
    """Run a program and return what it prints; raises NotBuilt with that where it fails."""
    done = subprocess.run(
        command, env=env, cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise EngineRefused(f"{done.stdout}\n{done.stderr}".strip())
    return done.stdout


def compare_outputs(now: Path, then: Path) -> OutputDifference:
    """Return how two outputs differ."""
    before, after = list_files(now), list_files(then)
    both = sorted({*before} & {*after})
    changed = (name for name in both if (now / name).read_bytes() != (then / name).read_bytes())
    return OutputDifference(
        tuple(changed), tuple(sorted({*after} - {*before})), tuple(sorted({*before} - {*after}))
    )


def exchange_wheel(town: Path, wheel: Path, changes: Changes = NO_CHANGES) -> None:
    """Have a town use a wheel with its data files changed for it, and keep what was before."""
    kept = town / PREVIOUS
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    for file in (find_pinned_wheel(town), town / PINS):
        shutil.copy2(file, kept)
    data_files.apply(changes, town / "content", kept / DATA_FILES)
    use_wheel(town, wheel)


def go_back(town: Path) -> tuple[str, list[str]]:
    """Have a town use what it used before, byte for byte; return its version.

    With it come sentences on data files that somebody has edited since, which stay as they are.
    """
    kept = town / PREVIOUS
    if not (kept / PINS).is_file():
        raise NoWheel(NO_PREVIOUS)
    wheel = find_wheel(kept)
    pins = (kept / PINS).read_bytes()
    use_wheel(town, wheel)
    write_atomic(town / PINS, pins)
    edited = data_files.give_back(town / "content", kept / DATA_FILES)
    version = read_version(wheel)
    shutil.rmtree(kept)
    return version, edited
