"""Every test, with what it needs; what this machine cannot run is named at the end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from town_portal.cli import check
from town_portal.core.system.child import STOPPED, build_utf8_environment, make_stoppable, run_apart
from town_portal.core.system.places import ROOT

SHELL = "chromium-headless-shell"
"""Chromium without windows: the same engine, a third less work for the tests."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Google\Chrome\Application\chrome.exe",
    r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Microsoft\Edge\Application\msedge.exe",
)
SERVERS = {
    "nginx": ("nginx-light", "nginx"),
    "apache2": ("apache2", "Apache"),
    "rsync": ("rsync", "rsync"),
    "sshd": ("openssh-server", "OpenSSH"),
    "minisign": ("minisign", "minisign"),
    "debootstrap": ("debootstrap", "debootstrap"),
}
"""Programs that publishing is tried against: Debian's package, and the name for people."""
POSTGRES = {"postgresql": "PostgreSQL"}
ASK = "Máy chưa có {0}. Cài bằng apt-get ({1})? Gõ c để cài, Enter để chạy với những gì có sẵn: "
MISSING = "Máy chưa có {}; các bài thử cần đến sẽ bỏ qua. Muốn cài: sudo apt-get install {}"
POSTGRES_PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin")

PROCESSES = "3"
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
)
"""How Chromium is started: without a graphics card, and asking nothing of anybody."""


def find_shell(env: Mapping[str, str]) -> str | None:
    """Give the browser for tests: that of CHROME_PATH, else one without windows, else any."""
    named = env.get("CHROME_PATH")
    return (None if named else shutil.which(SHELL, path=env.get("PATH"))) or find_chrome(env)


def find_chrome(env: Mapping[str, str], places: Iterable[str] = PLACES) -> str | None:
    """Give the browser named by CHROME_PATH, else one on PATH, else one at a usual place."""
    named = env.get("CHROME_PATH")
    if named:
        return named if Path(named).is_file() else None
    on_path = (shutil.which(name, path=env.get("PATH")) for name in NAMES)
    usual = (os.path.expandvars(place) for place in places)
    return next((p for p in (*on_path, *usual) if p and Path(p).is_file()), None)


def find_java(env: Mapping[str, str]) -> str | None:
    """Give the Java of JAVA_HOME, else the one on PATH; one that does not start counts as none."""
    home = env.get("JAVA_HOME")
    named = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    found = named or shutil.which("java", path=env.get("PATH"))
    # macOS has a `java` that only says where Java could be had.
    return found if found and is_startable([found, "-version"]) else None


def find_postgres(env: Mapping[str, str], places: Iterable[str] = POSTGRES_PLACES) -> str | None:
    """Give the folder of PostgreSQL's programs: POSTGRES_BIN, else a usual one, else PATH's."""
    named = env.get("POSTGRES_BIN")
    usual = sorted(
        (p for place in places for p in _list_alike(place)), key=_parse_version, reverse=True
    )
    on_path = shutil.which("initdb", path=env.get("PATH"))
    others = [*usual, *([str(Path(on_path).resolve().parent)] if on_path else [])]
    wanted = [named] if named else others
    return next((place for place in wanted if shutil.which("initdb", path=place)), None)


def _list_alike(place: str) -> list[str]:
    root = Path(Path(place).anchor)
    return [str(path) for path in root.glob(str(Path(place).relative_to(root)))]


def _parse_version(place: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", place)]


def is_startable(command: Sequence[str]) -> bool:
    """Tell whether a program runs and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install_packages(packages: Mapping[str, str], agreed: bool = False) -> None:
    """Install Debian's packages, given with their names for people, where somebody agrees to it.

    That is said by ``agreed``, by the variable CI, or at the terminal. Else print what is missing.
    """
    if not packages or shutil.which("apt-get") is None:
        return
    names, words = ", ".join(packages.values()), " ".join(packages)
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if not is_root or not (
        agreed or os.environ.get("CI") or confirm_question(ASK.format(names, words))
    ):
        print(MISSING.format(names, words), flush=True)
        return
    print(f"Đang cài {names} bằng apt-get, mất khoảng một phút…", flush=True)
    # RUNLEVEL 1: what is installed must not start serving.
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    if run_apart(["apt-get", "update", "-q"], ROOT, env):
        print(f"Không cài được {names}.", file=sys.stderr, flush=True)
        return
    for package, name in packages.items():
        if run_apart([*install, package], ROOT, env):
            print(f"Không cài được {name}.", file=sys.stderr, flush=True)


def confirm_question(question: str) -> bool:
    """Ask whoever sits at the terminal; where nobody does, the answer is no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input(question).strip().lower() in ("c", "có", "co", "y")
    except EOFError:
        return False


def ensure_chrome() -> str | None:
    """Give a browser, offering to install one where there is none."""
    if "CHROME_PATH" not in os.environ and find_chrome(os.environ) is None:
        install_packages({"chromium": "Chromium"})
    return find_chrome(os.environ)


def ensure_postgres() -> str | None:
    """Give the folder of PostgreSQL's programs, offering to install it where there is none."""
    if "POSTGRES_BIN" not in os.environ and find_postgres(os.environ) is None:
        install_packages(POSTGRES)
    return find_postgres(os.environ)


def find_server(program: str, env: Mapping[str, str]) -> str | None:
    """Give a server's program, also where only root has it on PATH."""
    places = f"{env.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
    return shutil.which(program, path=places)


def list_missing_packages(env: Mapping[str, str]) -> dict[str, str]:
    """Give Debian's packages for the tests that this machine lacks, with names for people."""
    found = {}
    if "CHROME_PATH" not in env and find_shell(env) is None:
        found[SHELL] = "Chromium không cửa sổ"
    if "JAVA_HOME" not in env and find_java(env) is None:
        found["default-jre-headless"] = "Java"
    if "POSTGRES_BIN" not in env and find_postgres(env) is None:
        found |= POSTGRES
    lacking = (item for program, item in SERVERS.items() if find_server(program, env) is None)
    return found | dict(lacking)


def run_pytest(long: bool, browser: str | None) -> int:
    """Run pytest and give its exit code; its summary is printed last.

    There are more processes than cores, since many tests wait for a browser or a server. Each
    begins with a part of its own, so that what a file's tests share is made once, and takes from
    the others when it has done.
    """
    env = build_utf8_environment()
    if browser is not None:
        env["CHROME_PATH"] = browser
    shared = ["-n", PROCESSES, "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *shared, *(["--long"] if long else [])]
    # A pytest that was killed has a negative code, which must not pass for the smallest.
    return abs(run_apart(command, ROOT, env))


@make_stoppable()
def main(long: bool, install: bool = False) -> int:
    """Check the code, run the tests, and give the worst exit code."""
    install_packages(list_missing_packages(os.environ), install)
    if SHELL in list_missing_packages(os.environ) and (install or os.environ.get("CI")):
        install_packages({"chromium": "Chromium"}, install)  # Ubuntu has no such package
    browser = find_shell(os.environ)
    absent = list_missing_packages(os.environ)
    checked = check.main()
    if checked == STOPPED:
        return checked
    tested = run_pytest(long, browser)
    if checked:
        print("CHƯA ĐẠT: phần kiểm tra mã ở trên có lỗi.", file=sys.stderr, flush=True)
    named = (browser, find_java(os.environ), find_postgres(os.environ))
    missing = bool(absent) or None in named
    return max(checked, tested, int(missing and bool(os.environ.get("CI"))))
