"""What `python3 tasks.py` does first: it fills .venv with what the task needs.

Only the standard library is used. The syntax is that of Python 3.7, so that an older Python
reaches the sentence that says so.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Mapping, Sequence

from plugins.commands import child, declared, install, many, task_help
from plugins.commands.install import Say, SetupFailed
from plugins.commands.lock_file import held
from plugins.commands.places import ROOT, python_of

OLDEST = (3, 11)
RUNTIME = "requirements.txt"
IMPORT = "requirements-import.txt"
PUBLISH = "requirements-publish.txt"
AUDIT = "requirements-audit.txt"
TEST = "requirements-test.txt"
NODE = "requirements-node.txt"
LOCK = "requirements-lock.txt"
POSTGRES = "service/requirements-postgres.txt"
BROWSER = "package-lock.json"
CHECKER = "tests/node/package-lock.json"
LIGHTHOUSE = "tests/bench/package-lock.json"
DESK = "tools/desk/package-lock.json"

# What npm fetches, each lock file into the node_modules beside it.
FETCHED: Mapping[str, str] = {
    BROWSER: "phông chữ và các tệp cho trình duyệt",
    CHECKER: "bộ kiểm tra HTML, CSS và JavaScript, khoảng 75 MB",
    LIGHTHOUSE: "Lighthouse, khoảng 40 MB",
    DESK: "bàn soạn tin, khoảng 18 MB",
}
NEEDS: Mapping[str, Sequence[str]] = {
    "serve": (RUNTIME, BROWSER, DESK),
    "test": (RUNTIME, TEST, BROWSER, CHECKER, DESK, AUDIT),
    "check": (RUNTIME, TEST, CHECKER, AUDIT),
    "schemas": (RUNTIME,),
    "goldens": (RUNTIME, BROWSER, TEST),
    "screenshots": (RUNTIME, TEST, BROWSER),
    "bench": (RUNTIME, TEST, BROWSER, LIGHTHOUSE),
    "approve": (RUNTIME,),
    "fees": (RUNTIME,),
    "import-word": (RUNTIME,),
    "import-page": (RUNTIME, IMPORT),
    "publish": (RUNTIME, BROWSER, PUBLISH),
    "alert": (RUNTIME, PUBLISH),
    "links": (RUNTIME, PUBLISH),
    "signing-key": (RUNTIME, PUBLISH),
    "watch-site": (RUNTIME, PUBLISH),
    "restore": (RUNTIME, PUBLISH),
    "archive": (RUNTIME, BROWSER),
    "audit": (RUNTIME, BROWSER, AUDIT),
    "live": (RUNTIME,),
    "desk-user": (RUNTIME,),
    "lock": (RUNTIME, LOCK),
}
OTHERWISE: Sequence[str] = (RUNTIME, BROWSER)


def main(arguments: Sequence[str]) -> int:
    """Set up what the task needs, run it in the environment, and give its exit code."""
    readable_output()
    if sys.version_info[:2] < OLDEST:
        return refuse(
            f"Cần Python 3.11 trở lên, máy này đang chạy Python {sys.version.split()[0]}. "
            "Hãy cài bản mới rồi chạy lại bằng bản ấy."
        )
    tasks = task_list()
    if not arguments or arguments[0] in ("-l", "--list", "-h", "--help"):
        return show(tasks)
    mistake = mistyped(arguments, tasks)
    if mistake or {"--help", "-h"} & {*arguments}:
        return refuse(mistake) if mistake else explain(arguments[0])
    try:
        with child.stopping_by_signal():
            ensure(ROOT, needs_of(arguments), say)
    except SetupFailed as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return refuse("Đã dừng. Lần chạy sau sẽ chuẩn bị tiếp phần còn thiếu.", 130)
    venv_python = str(python_of(ROOT / ".venv"))
    words = many.spread(arguments)
    command = [venv_python, "-m", "invoke", "--search-root", str(ROOT), *words]
    return child.run(command, child.utf8_environment())


def needs_of(arguments: Sequence[str]) -> Sequence[str]:
    """Give the files that a task needs; to check content or duties, those of a build are enough."""
    options = {word.partition("=")[0] for word in arguments[1:]}
    if arguments[0] == "check" and options & {"--content", "--duties", "--json"}:
        return OTHERWISE
    needs = NEEDS.get(arguments[0], OTHERWISE)
    if arguments[0] in ("build", "publish") and publishes_desk(content_of(arguments)):
        needs = (*needs, DESK)
    return (*needs, POSTGRES) if "--database" in options else needs


def content_of(arguments: Sequence[str]) -> Path:
    """Give the content folder that a task is for."""
    words = [part for word in arguments for part in word.split("=", 1)]
    place = words.index("--content") + 1 if "--content" in words[:-1] else 0
    return Path(words[place]) if place else ROOT / "content"


def publishes_desk(content: Path) -> bool:
    """Tell whether the town's data ask for an editing desk on the public portal."""
    try:
        lines = (content / "data" / "town.yaml").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return any(line.startswith("desk:") for line in lines)


def mistyped(arguments: Sequence[str], tasks: Mapping[str, str]) -> str | None:
    """Give the sentence about a task or an option that does not exist, None when all do."""
    if arguments[0] not in tasks:
        return f"Không có việc nào tên là “{arguments[0]}”. Xem các việc: python3 tasks.py"
    strange = unknown_option(arguments)
    if strange:
        return f"Không có tùy chọn nào tên là “{strange}”. Xem các tùy chọn bằng --help."
    return None


def readable_output() -> None:
    """Make the terminal take Vietnamese letters, also where its encoding lacks them."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def refuse(text: str, code: int = 1) -> int:
    """Print why nothing was run and give the exit code."""
    print(text, file=sys.stderr, flush=True)
    return code


def task_list() -> dict[str, str]:
    """Give the tasks with the first line of their descriptions."""
    found = {}
    for node in declared.parsed().body:
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            found[node.name.replace("_", "-")] = (ast.get_docstring(node) or "").split("\n")[0]
    return found


def unknown_option(arguments: Sequence[str]) -> str | None:
    """Give the first --option that no task takes."""
    names = ast.walk(declared.parsed())
    known = {"--" + node.arg.replace("_", "-") for node in names if isinstance(node, ast.arg)}
    given = (word.partition("=")[0] for word in arguments if word.startswith("--"))
    return next((word for word in given if word not in known | {"--help"}), None)


def show(tasks: Mapping[str, str]) -> int:
    """Print the tasks, and give the exit code 0."""
    say(
        "Cách dùng: python3 tasks.py VIỆC [tùy chọn]   (xem tùy chọn: python3 tasks.py VIỆC --help)"
    )
    for name, text in tasks.items():
        say(f"  {name:<12} {text}")
    return 0


def explain(task: str) -> int:
    """Print what a task does and takes, and give the exit code 0."""
    say(task_help.told(task))
    return 0


def ensure(root: Path, needs: Sequence[str], tell: Say) -> None:
    """Make the environment hold what is needed; costs milliseconds when it does already."""
    venv = root / ".venv"
    if not missing(root, needs, read_stamp(venv)):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SetupFailed(
            "Python của máy này thiếu phần venv. Trên Debian hoặc Ubuntu hãy chạy: "
            "sudo apt install python3-venv; trên Windows hãy cài lại Python từ trang python.org."
        )
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
    """Install one file's packages and note it; an interrupted pip leaves no stamp behind."""
    venv = root / ".venv"
    done.pop(name, None)
    if name in FETCHED:
        npm = npm_for(root, done, tell)
        tell(f"Đang tải {FETCHED[name]}…")
        write_stamp(venv, done)
        install.npm_install(npm, root / name)
    else:
        tell(f"Đang cài các gói Python của {name}…")
        stamp_of(venv).unlink()
        install.pip_install(venv, root / name, tell)
    done[name] = digest(root / name)
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
    """Give the files of `needs` whose present text has not been installed, or is gone again."""
    here = done or {}
    return [
        name
        for name in needs
        if here.get(name) != digest(root / name)
        or (name in FETCHED and not install.fetched(root / name))
    ]


def digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


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
