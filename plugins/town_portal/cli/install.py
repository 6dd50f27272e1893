"""The steps that fill the environment: venv, pip, npm. Only the standard library is used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from town_portal.core.system.child import build_utf8_environment
from town_portal.core.system.places import get_python, get_scripts_folder

Say = Callable[[str], None]
LAST_LINES = 15


class SetupFailed(Exception):
    """A step did not succeed; the message tells the staff what to do."""


def make_venv(venv: Path) -> None:
    """Make the environment anew with the Python that runs this."""
    if venv.exists():
        try:
            shutil.rmtree(venv)
        except OSError as error:
            raise SetupFailed(
                f"Không xóa được thư mục {venv} ({error}). "
                "Hãy đóng các chương trình đang dùng thư mục này rồi chạy lại."
            ) from error
    # The base Python: an environment made from inside another one would depend on that one.
    python = getattr(sys, "_base_executable", None) or sys.executable
    follow_tool([python, "-m", "venv", str(venv)], say_nothing, "Không tạo được môi trường .venv.")


def install_requirements(venv: Path, requirements: str, say: Say) -> None:
    """Install what a pinned and hashed requirement file, given as text, names."""
    file = venv / "requirements.txt"
    file.write_text(requirements, encoding="utf-8")
    command = [str(get_python(venv)), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(file)]
    fetched: list[str] = []

    def tell(line: str) -> None:
        word = line.split()[:2]
        if word[:1] == ["Collecting"]:
            fetched.append(word[1])
            say(f"  {len(fetched)}. {word[1].replace('==', ' ')}")
        elif line.startswith("Installing collected packages"):
            say("  Đang cài đặt…")

    follow_tool(
        command,
        tell,
        "Không cài được các gói Python. Hãy kiểm tra kết nối mạng rồi chạy lại lệnh này.",
        {**build_utf8_environment(), "PIP_USER": "0"},
    )


def find_npm(venv: Path) -> str | None:
    """Give the npm to use: the machine's own, else the one that pip brought, else none."""
    return shutil.which("npm") or shutil.which("npm", path=str(get_scripts_folder(venv)))


def find_node(venv: Path) -> str | None:
    """Give the Node.js to use: the machine's own, else the one that pip brought, else none."""
    return shutil.which("node") or shutil.which("node", path=str(get_scripts_folder(venv)))


def install_npm_packages(npm: str, lock: Path) -> None:
    """Fetch the packages of a package-lock.json into the node_modules beside it; none is run."""
    env = build_utf8_environment()
    # npm starts `node` by name; the one that pip brought stands beside it.
    env["PATH"] = os.pathsep.join([env.get("PATH", ""), str(Path(npm).parent)])
    follow_tool(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        say_nothing,
        f"Không tải được các gói trong {lock}. Hãy kiểm tra kết nối mạng rồi chạy lại lệnh này.",
        env,
        lock.parent,
    )


def has_fetched(lock: Path) -> bool:
    """Tell whether npm has filled the node_modules beside a package-lock.json."""
    return (lock.parent / "node_modules" / ".package-lock.json").is_file()


def say_nothing(_line: str) -> None:
    """Say nothing about a line of a tool's output."""


def follow_tool(
    command: Sequence[str],
    tell: Say,
    failure: str,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> None:
    """Run a tool, hand each line it prints to `tell`, and raise with the last ones if it fails."""
    last: deque[str] = deque(maxlen=LAST_LINES)
    with subprocess.Popen(
        command,
        env=env or build_utf8_environment(),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as child:
        try:
            for line in child.stdout or ():
                last.append(line.rstrip())
                tell(line)
        except BaseException:
            child.terminate()
            raise
    if child.returncode:
        raise SetupFailed("\n".join([*last, failure]))
