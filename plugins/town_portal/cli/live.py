"""The live service alone, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from town_portal.cli.serve.port import HOST, NoPort, parse_port
from town_portal.core.system.child import build_utf8_environment, exec_command
from town_portal.core.system.places import ROOT, TOWN

DATA = TOWN / ".live"


def build_environment(data: Path, database: str, pages: Path, origins: str) -> dict[str, str]:
    """Return the environment in which the service runs on this machine."""
    return {
        **build_utf8_environment(),
        "LIVE_DATA": str(data),
        "LIVE_DATABASE": database,
        "LIVE_PAGES": str(pages),
        "LIVE_ORIGINS": origins,
        "LIVE_LOCAL": "1",
        "DJANGO_SETTINGS_MODULE": "service.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(
            os.pathsep
        ),
    }


def main(port: str, env: dict[str, str]) -> int:
    """Bring the tables up to date, serve until Ctrl-C, and give the exit code."""
    try:
        place = f"{HOST}:{parse_port(port)}"
    except NoPort as error:
        print(error, file=sys.stderr)
        return 1
    if run_manage("migrate", env=env):
        print("Chưa mở được cơ sở dữ liệu. Hãy xem các dòng trên.", file=sys.stderr)
        return 1
    print(f"Dịch vụ: http://{place}/healthz", flush=True)
    print(f"Bàn quản trị: http://{place}/quan-tri/", flush=True)
    print("Nhấn Ctrl-C để dừng.", flush=True)
    return exec_command(build_server_command(place), {**env, "LIVE_BIND": place})


def build_server_command(place: str) -> list[str]:
    """Return the command that serves at a place: gunicorn, on Windows waitress."""
    application = "service.config.wsgi:application"
    if os.name == "nt":
        return [sys.executable, "-m", "waitress", f"--listen={place}", "--threads=16", application]
    settings = str(ROOT / "service" / "config" / "server.py")
    return [sys.executable, "-m", "gunicorn", "-c", settings, application]


def make_user(env: dict[str, str], change: bool = False) -> int:
    """Ask for name and password of somebody who works at the desk, and give the exit code.

    With ``change`` somebody who is there already gets another password.
    """
    words = ("make_user", "--change") if change else ("make_user",)
    return run_manage("migrate", env=env) or run_manage(*words, env=env)


def run_manage(*words: str, env: dict[str, str]) -> int:
    """Run one of Django's commands and give its exit code; a migration says nothing of itself."""
    quiet = ("--verbosity=0", "--no-input") if words[0] == "migrate" else ()
    command = [sys.executable, str(ROOT / "service" / "manage.py"), *words, *quiet]
    return subprocess.run(command, env=env, check=False).returncode
