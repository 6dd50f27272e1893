"""What `python3 tasks.py` does: it reads the command, fills .venv and runs the task there.

Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from town_portal.cli import install, lock
from town_portal.cli.install import Say, SetupFailed
from town_portal.cli.lock import RUNTIME
from town_portal.cli.task import Mistake, Task, TaskList
from town_portal.core.system import child
from town_portal.core.system.lock_file import hold_lock
from town_portal.core.system.places import IS_SHIPPED, ROOT, TOWN, get_python

BROWSER = "package-lock.json"
CHECKER = "tests/node/package-lock.json"
LIGHTHOUSE = "tools/bench/package-lock.json"
NEWSROOM = "newsroom/package-lock.json"
FETCHED: Mapping[str, str] = {
    BROWSER: "phông chữ và các tệp cho trình duyệt",
    CHECKER: "bộ kiểm tra HTML, CSS và JavaScript, khoảng 75 MB",
    LIGHTHOUSE: "Lighthouse và Eleventy, khoảng 45 MB",
    NEWSROOM: "ô soạn bài, khoảng 10 MB",
}
"""What npm fetches, each lock file into the node_modules beside it; all other needs are extras."""
TESTING = ("import", "publish", "postgres", "test", "package")
"""The extras of those who work at the project itself."""
VENV = "venv"
"""The environment itself, without any package."""
NODE = "node"
"""The extra with Node and npm, only for machines that have no npm of their own."""
NO_VENV = (
    "Python của máy này thiếu phần venv. Trên Debian hoặc Ubuntu hãy chạy: "
    "sudo apt install python3-venv; trên Windows hãy cài lại Python từ trang python.org."
)


NO_MARK = "Môi trường .venv chưa xong; hãy chạy lại bằng python3 tasks.py, ngoài môi trường ấy."


def main(tasks: TaskList, arguments: Sequence[str]) -> int:
    """Run what was typed and give its exit code; list and help need no environment."""
    name, *rest = arguments or ("--list",)
    if name in ("-l", "--list", "-h", "--help"):
        print_line(str(tasks))
        return 0
    try:
        task = tasks.find(name)
        if {"--help", "-h"} & {*rest}:
            print_line(task.explain())
            return 0
        given = task.parse(rest)
        is_inside = Path(sys.prefix).resolve() == (TOWN / ".venv").resolve()
        if IS_SHIPPED and not (TOWN / "tasks.py").exists():  # a program that begins a town
            return task.run(given)
        # A town's environment holds the generator, and what a task needs once it was asked for.
        code = 0 if is_inside and not IS_SHIPPED else fill_environment(needs_of(task, given))
        if code or is_inside:
            return code or task.run(given)
    except Mistake as error:
        return print_refusal(str(error))
    command = [str(get_python(TOWN / ".venv")), str(TOWN / "tasks.py"), *arguments]
    return child.exec_command(command, child.build_utf8_environment())


def fill_environment(needs: Sequence[str]) -> int:
    """Fill the environment with what a task needs and give an exit code."""
    try:
        with child.stop_on_signals():
            ensure_environment(TOWN, needs, print_line)
    except SetupFailed as error:
        return print_refusal(str(error))
    except KeyboardInterrupt:
        return print_refusal("Đã dừng. Lần chạy sau sẽ chuẩn bị tiếp phần còn thiếu.", 130)
    return 0


def needs_of(task: Task, given: Namespace) -> Sequence[str]:
    """Give what a task needs; to check content or duties, what a build needs is enough."""
    options = vars(given)
    if task.name == "check" and (
        IS_SHIPPED or given.content or given.duties or given.json or given.site
    ):
        return (RUNTIME, BROWSER)
    more = ("postgres",) if options.get("database") else ()
    return (RUNTIME, *task.needs, *more)


def print_line(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def print_refusal(text: str, code: int = 1) -> int:
    """Print why nothing was run and give the exit code."""
    print(text, file=sys.stderr, flush=True)
    return code


def ensure_environment(root: Path, needs: Sequence[str], tell: Say) -> None:
    """Make the environment hold what is needed; costs milliseconds when it does already."""
    if not list_missing(root, needs):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SetupFailed(NO_VENV)
    with hold_lock(root / ".state" / "setup.lock"):
        if not is_done(root, VENV):
            if IS_SHIPPED:  # this runs in it
                raise SetupFailed(NO_MARK)
            tell("Đang tạo môi trường .venv…")
            install.make_venv(root / ".venv")
            mark_done(root, VENV)
        for name in list_missing(root, needs):
            install_need(root, name, tell)
    tell("Đã chuẩn bị xong môi trường.")


def install_need(root: Path, name: str, tell: Say) -> None:
    """Install one need; what an interrupted pip leaves behind is no environment any more."""
    if name in FETCHED:
        npm = find_npm(root, tell)
        tell(f"Đang tải {FETCHED[name]}…")
        install.install_npm_packages(npm, root / name)
    else:
        tell(f"Đang cài các gói Python ({name})…")
        if not IS_SHIPPED:
            mark_of(root, VENV).unlink()
        install.install_requirements(
            root / ".venv", lock.extract_part(get_pins_folder(root), name), tell
        )
        if not IS_SHIPPED:
            mark_done(root, VENV)
    mark_done(root, name)


def find_npm(root: Path, tell: Say) -> str:
    """Give the machine's npm, else that of the environment, which gets one where it has none."""
    venv = root / ".venv"
    if install.find_npm(venv) is None:
        tell("Máy chưa có npm: lấy Node.js từ kho gói Python, khoảng 70 MB…")
        install_need(root, NODE, tell)
    npm = install.find_npm(venv)
    if npm is None:
        raise SetupFailed("Không tìm thấy npm. Hãy cài Node.js rồi chạy lại.")
    return npm


def list_missing(root: Path, needs: Sequence[str]) -> list[str]:
    """Give those of the needs that are not there as they are pinned now; all without a .venv.

    A wheel brings what npm would fetch, and the tasks.py of a town makes the environment.
    """
    has_venv = is_done(root, VENV)
    wanted = [name for name in needs if not (IS_SHIPPED and name in FETCHED)]
    return [name for name in wanted if not has_venv or not is_done(root, name)]


def is_done(root: Path, name: str) -> bool:
    """Tell whether something was installed as it is pinned now, and is still there."""
    try:
        done = mark_of(root, name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    if name == VENV and IS_SHIPPED:
        return True
    is_there = name not in FETCHED or install.has_fetched(root / name)
    return (
        is_there and get_python(root / ".venv").is_file() and done == fingerprint_need(root, name)
    )


def mark_done(root: Path, name: str) -> None:
    """Note that something has been installed."""
    mark = mark_of(root, name)
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(fingerprint_need(root, name), encoding="utf-8")


def get_pins_folder(root: Path) -> Path:
    """Give the folder of pyproject.toml and the locks."""
    return ROOT if IS_SHIPPED else root


def mark_of(root: Path, name: str) -> Path:
    """Give the file that says how something was installed."""
    return root / ".venv" / "done" / name.replace("/", "-")


def fingerprint_need(root: Path, name: str) -> str:
    """Give what changes with the pins, and with a copied folder or another Python."""
    if name in FETCHED:
        pins = (root / name).read_text(encoding="utf-8")
    else:
        pins = lock.extract_part(get_pins_folder(root), name) if name != VENV else ""
    made_by = (str((root / ".venv").resolve()), sys.base_prefix, sys.version)
    return hashlib.sha256("\n".join((*made_by, pins)).encode()).hexdigest()
