"""The tasks `check`, `test` and `build`, and the programs that tasks start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.portal import PATHS
from town_portal.cli import check, install, setup
from town_portal.cli import test as test_command
from town_portal.cli.tasks import TASKS
from town_portal.core.system.lock_file import hold_lock
from town_portal.core.system.places import ROOT
from town_portal.publishing import build


@pytest.mark.parametrize(
    ("checked", "tested", "ci", "code"),
    [(0, 0, "", 0), (1, 0, "", 1), (0, 2, "", 2), (1, 5, "", 5), (0, 0, "true", 1)],
)
def test_the_worst_result_decides(
    monkeypatch: pytest.MonkeyPatch, checked: int, tested: int, ci: str, code: int
) -> None:
    """Checks and tests both run, and in CI a missing browser fails the run as well."""
    monkeypatch.setattr(check, "main", lambda: checked)
    monkeypatch.setattr(test_command, "find_shell", lambda _env: None)
    monkeypatch.setattr(test_command, "install_packages", lambda *_given: None)
    monkeypatch.setattr(test_command, "run_pytest", lambda _long, _browser: tested)
    monkeypatch.setenv("CI", ci)
    assert test_command.main(long=False) == code


class Asked(NamedTuple):
    """Who runs `test` and how: as root, under CI, with --install, at a terminal, typing what."""

    root: bool = True
    ci: str = ""
    agreed: bool = False
    terminal: bool = False
    typed: str = ""


@pytest.mark.parametrize(
    ("asked", "is_installed"),
    [
        (Asked(), False),
        (Asked(ci="true"), True),
        (Asked(agreed=True), True),
        (Asked(terminal=True, typed="c"), True),
        (Asked(terminal=True), False),
        (Asked(root=False, ci="true", agreed=True, terminal=True, typed="c"), False),
    ],
)
def test_nothing_is_installed_without_being_asked(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: Asked,
    is_installed: bool,
) -> None:
    """Root is asked at a terminal; CI and --install agree; else what is missing is told."""
    ran: list[str] = []

    def run(command: list[str], *_more: object) -> int:
        ran.append(command[-1])
        return 0

    monkeypatch.setattr(shutil, "which", lambda _name, **_more: "/usr/bin/apt-get")
    monkeypatch.setattr(test_command, "run_apart", run)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if asked.root else 1000, raising=False)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: asked.terminal)
    monkeypatch.setattr("builtins.input", lambda _question: asked.typed)
    monkeypatch.setenv("CI", asked.ci)
    test_command.install_packages({"nginx-light": "nginx", "rsync": "rsync"}, asked.agreed)
    assert ran == (["-q", "nginx-light", "rsync"] if is_installed else [])
    told = capsys.readouterr().out
    assert ("sudo apt-get install nginx-light rsync" in told) is not is_installed


def test_every_check_runs_although_one_fails(tmp_path: Path) -> None:
    """A failing check does not hide what the later ones find."""
    steps: dict[str, check.Step] = {
        "một": lambda _root: False,
        "hai": lambda _root: True,
        "ba": lambda _root: False,
    }
    assert check.run_steps(steps, tmp_path) == ["một", "ba"]


def test_a_build_without_content_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped content folder ends with a sentence, before Pelican starts."""
    assert build.main(tmp_path / "nhầm", tmp_path / "output") == 1
    assert "Không có thư mục nội dung" in capsys.readouterr().err


def test_a_stopped_build_never_succeeds(tmp_path: Path) -> None:
    """A build told to stop before it began ends at once with an error."""
    building = build.Building(tmp_path, tmp_path / "output", tmp_path / "settings.py")
    building.stop()
    assert building.run().code != 0


SETTINGS = """\
PATH = "content"
PLUGINS = ["marked"]
"""
PLUGIN = """\
from pathlib import Path

Path("loaded").touch()


def register():
    Path("built").touch()
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a stock Pelican, with a plugin that tells how far a build has come."""
    for name, text in (("settings.py", SETTINGS), ("marked.py", PLUGIN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    monkeypatch.setattr(build, "TOWN", tmp_path)
    monkeypatch.setenv("PYTHONPATH", PATHS)
    return tmp_path


def test_a_build_is_ready_before_it_is_told(town: Path) -> None:
    """Its program is loaded, and nothing is built until then.

    What the loading did to the settings below them, the build does not see.
    """
    (town / "below.py").write_text('PATH = "content"\nPLUGINS = ["marked", "re"]\n')
    (town / "settings.py").write_text('from below import *\nPLUGINS.remove("re")\n')
    with build.Building(town / "content", town / "output", town / "settings.py") as building:
        _until((town / "loaded").exists)
        assert not (town / "built").exists()
        assert building.run().code == 0
    assert (town / "built").exists()


def test_a_build_that_is_not_wanted_after_all_ends(town: Path) -> None:
    """Leaving the block without having run it leaves no process and no output."""
    with build.Building(town / "content", town / "output", town / "settings.py") as building:
        _until((town / "loaded").exists)
        child = building._child
    assert child is not None
    assert child.wait(10) != 0
    assert not (town / "built").exists()


def test_what_is_wrong_with_a_plugin_is_told_by_the_build(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by the loading before it."""
    (town / "marked.py").write_text("raise RuntimeError('hỏng')\n", encoding="utf-8")
    with build.Building(town / "content", town / "output", town / "settings.py") as building:
        result = building.run()
    assert "hỏng" in result.faults + capsys.readouterr().err


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a child")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_and_exit_code_are_those_of_the_command(number: signal.Signals) -> None:
    """A signal sent to who became a command ends the command, whose exit code is kept."""
    script = (
        "import signal, sys, time\n"
        f"signal.signal({int(number)}, lambda *_: sys.exit(5))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    first = (
        "import sys\n"
        "from town_portal.core.system import child\n"
        "print('before')\n"
        f"command = [sys.executable, '-c', {script!r}]\n"
        "sys.exit(child.exec_command(command, child.build_utf8_environment()))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", first], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"before\n"
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == 5


def test_the_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    """Two set-ups of one checkout take turns."""
    path = tmp_path / "state" / "setup.lock"
    inside = threading.Event()

    def second() -> None:
        with hold_lock(path):
            inside.set()

    other = threading.Thread(target=second)
    with hold_lock(path):
        other.start()
        assert not inside.wait(0.2)
    other.join(timeout=20)
    assert inside.is_set()


def test_a_failing_tool_shows_its_last_lines() -> None:
    """The staff see what the tool said, and below it what to do."""
    command = [sys.executable, "-c", "print('hỏng'); raise SystemExit(2)"]
    with pytest.raises(install.SetupFailed, match=r"hỏng\nHãy thử lại"):
        install.follow_tool(command, install.say_nothing, "Hãy thử lại.")


@pytest.mark.parametrize(
    ("words", "town", "needs", "needless"),
    [
        (["check"], "", {"test"}, {setup.BROWSER}),
        (["check", "--content"], "", {setup.BROWSER}, {"test"}),
        (["check", "--content=x"], "", {setup.BROWSER}, {"test"}),
        (["serve"], "", {setup.NEWSROOM}, set()),
        (["setup"], "", {setup.NEWSROOM, setup.BROWSER, "publish"}, {"test"}),
        (["build"], "", set(), {setup.NEWSROOM}),
    ],
)
def test_packages_are_fetched_where_they_are_needed(
    tmp_path: Path, words: list[str], town: str, needs: set[str], needless: set[str]
) -> None:
    """Checking content needs no linters, a build nothing of the newsroom's."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "town.yaml").write_text(town, encoding="utf-8")
    given = [word.replace("DIR", str(tmp_path)) for word in words]
    task = TASKS.find(given[0])
    found = {*setup.needs_of(task, task.parse(given[1:]))}
    assert needs <= found
    assert not needless & found
