"""What `python3 tasks.py` starts and waits for: the task's own process, a tool, another set-up."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plugins.commands import install
from plugins.commands.lock_file import held
from plugins.commands.places import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a child")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_child(number: signal.Signals) -> None:
    """A signal sent to the parent alone ends the child, whose exit code is kept."""
    script = (
        "import signal, sys, time\n"
        f"signal.signal({int(number)}, lambda *_: sys.exit(5))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = (
        "import sys\n"
        "from plugins.commands import child\n"
        f"sys.exit(child.run([sys.executable, '-c', {script!r}], child.utf8_environment()))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == 5


def test_the_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    """Two set-ups of one checkout take turns."""
    path = tmp_path / "state" / "setup.lock"
    inside = threading.Event()

    def second() -> None:
        with held(path):
            inside.set()

    other = threading.Thread(target=second)
    with held(path):
        other.start()
        assert not inside.wait(0.2)
    other.join(timeout=20)
    assert inside.is_set()


def test_a_failing_tool_shows_its_last_lines() -> None:
    """The staff see what the tool said, and below it what to do."""
    command = [sys.executable, "-c", "print('hỏng'); raise SystemExit(2)"]
    with pytest.raises(install.SetupFailed, match=r"hỏng\nHãy thử lại"):
        install.follow(command, install.quiet, "Hãy thử lại.")
