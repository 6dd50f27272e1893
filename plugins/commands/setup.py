"""What `python3 tasks.py` does: it reads the command, fills .venv and runs the task there.

Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.commands import child, install, lock
from plugins.commands.install import Say, SetupFailed
from plugins.commands.lock import RUNTIME
from plugins.commands.lock_file import held
from plugins.commands.places import ROOT, python_of
from plugins.commands.task import Mistake, Task, TaskList

BROWSER = "package-lock.json"
CHECKER = "tests/node/package-lock.json"
LIGHTHOUSE = "tools/bench/package-lock.json"
DESK = "tools/desk/package-lock.json"
FETCHED: Mapping[str, str] = {
    BROWSER: "phông chữ và các tệp cho trình duyệt",
    CHECKER: "bộ kiểm tra HTML, khoảng 30 MB",
    LIGHTHOUSE: "Lighthouse, khoảng 40 MB",
    DESK: "bàn soạn tin, khoảng 18 MB",
}
"""What npm fetches, each lock file into the node_modules beside it; all other needs are extras."""
TESTING = ("import", "publish", "postgres", "test")
"""The extras of those who work at the project itself."""
NODE = "node"
"""The extra with Node and npm, only for machines that have no npm of their own."""
NO_VENV = (
    "Python của máy này thiếu phần venv. Trên Debian hoặc Ubuntu hãy chạy: "
    "sudo apt install python3-venv; trên Windows hãy cài lại Python từ trang python.org."
)


def main(tasks: TaskList, arguments: Sequence[str]) -> int:
    """Run what was typed and give its exit code; list and help need no environment."""
    name, *rest = arguments or ("--list",)
    if name in ("-l", "--list", "-h", "--help"):
        say(str(tasks))
        return 0
    try:
        task = tasks.find(name)
        if {"--help", "-h"} & {*rest}:
            say(task.explain())
            return 0
        given = task.parse(rest)
        if Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
            return task.run(given)
    except Mistake as error:
        return refuse(str(error))
    return run_inside(needs_of(task, given), arguments)


def run_inside(needs: Sequence[str], arguments: Sequence[str]) -> int:
    """Fill the environment, run the task in it and give its exit code."""
    try:
        with child.stopping_by_signal():
            ensure(ROOT, needs, say)
    except SetupFailed as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return refuse("Đã dừng. Lần chạy sau sẽ chuẩn bị tiếp phần còn thiếu.", 130)
    command = [str(python_of(ROOT / ".venv")), str(ROOT / "tasks.py"), *arguments]
    return child.run(command, child.utf8_environment())


def needs_of(task: Task, given: Namespace) -> Sequence[str]:
    """Give what a task needs; to check content or duties, what a build needs is enough."""
    options = vars(given)
    if task.name == "check" and (given.content or given.duties or given.json):
        return (RUNTIME, BROWSER)
    desk = task.name in ("build", "publish") and publishes_desk(given.content)
    more = (*((DESK,) if desk else ()), *(("postgres",) if options.get("database") else ()))
    return (RUNTIME, *task.needs, *more)


def publishes_desk(content: Path) -> bool:
    """Tell whether the town's data ask for an editing desk on the public portal."""
    try:
        lines = (content / "data" / "town.yaml").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return any(line.startswith("desk:") for line in lines)


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def refuse(text: str, code: int = 1) -> int:
    """Print why nothing was run and give the exit code."""
    print(text, file=sys.stderr, flush=True)
    return code


def ensure(root: Path, needs: Sequence[str], tell: Say) -> None:
    """Make the environment hold what is needed; costs milliseconds when it does already."""
    venv = root / ".venv"
    if not missing(root, needs, read_stamp(venv)):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SetupFailed(NO_VENV)
    with held(root / ".state" / "setup.lock"):
        done = read_stamp(venv)
        if done is None:
            tell("Đang tạo môi trường .venv…")
            install.make_venv(venv)
            done = {}
            write_stamp(venv, done)
        for name in missing(root, needs, done):
            fill(root, name, done, tell)
    tell("Đã chuẩn bị xong môi trường.")


def fill(root: Path, name: str, done: dict[str, str], tell: Say) -> None:
    """Install one need and note it; an interrupted pip leaves no stamp behind."""
    venv = root / ".venv"
    done.pop(name, None)
    if name in FETCHED:
        npm = npm_for(root, done, tell)
        tell(f"Đang tải {FETCHED[name]}…")
        write_stamp(venv, done)
        install.npm_install(npm, root / name)
    else:
        tell(f"Đang cài các gói Python ({name})…")
        stamp_of(venv).unlink()
        install.pip_install(venv, lock.part_of(root, name), tell)
    done[name] = digest(root, name)
    write_stamp(venv, done)


def npm_for(root: Path, done: dict[str, str], tell: Say) -> str:
    """Give the machine's npm, else that of the environment, which gets one where it has none."""
    venv = root / ".venv"
    if install.npm_of(venv) is None:
        tell("Máy chưa có npm: lấy Node.js từ kho gói Python, khoảng 70 MB…")
        fill(root, NODE, done, tell)
    npm = install.npm_of(venv)
    if npm is None:
        raise SetupFailed("Không tìm thấy npm. Hãy cài Node.js rồi chạy lại.")
    return npm


def missing(root: Path, needs: Sequence[str], done: Mapping[str, str] | None) -> list[str]:
    """Give those of the needs whose present pins have not been installed, or are gone again."""
    here = done or {}
    return [
        name
        for name in needs
        if here.get(name) != digest(root, name)
        or (name in FETCHED and not install.fetched(root / name))
    ]


def digest(root: Path, name: str) -> str:
    """Give the SHA-256 of what pins a need."""
    if name in FETCHED:
        return hashlib.sha256((root / name).read_bytes()).hexdigest()
    return hashlib.sha256(lock.part_of(root, name).encode()).hexdigest()


def stamp_of(venv: Path) -> Path:
    """Give the file that says what the environment holds."""
    return venv / "stamp.json"


def read_stamp(venv: Path) -> dict[str, str] | None:
    """Give what was installed, or None when the environment is not this place's and Python's."""
    try:
        stamp = json.loads(stamp_of(venv).read_text(encoding="utf-8"))
        fits = stamp["made"] == made_by(venv) and python_of(venv).is_file()
        return dict(stamp["done"]) if fits else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_stamp(venv: Path, done: Mapping[str, str]) -> None:
    """Note what the environment holds, whole or not at all."""
    temporary = venv / "stamp.tmp"
    stamp = {"made": made_by(venv), "done": done}
    temporary.write_text(json.dumps(stamp, indent=2), encoding="utf-8")
    temporary.replace(stamp_of(venv))


def made_by(venv: Path) -> list[str]:
    """Give what a copied folder or another Python changes: place, interpreter, version."""
    return [str(venv.resolve()), sys.base_prefix, sys.version]
