"""The tasks `check` and `test`, without running what they run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.commands import build, check, places
from plugins.commands import test as test_command


@pytest.mark.parametrize(
    ("checked", "tested", "ci", "code"),
    [(0, 0, "", 0), (1, 0, "", 1), (0, 2, "", 2), (1, 5, "", 5), (0, 0, "true", 1)],
)
def test_the_worst_result_decides(
    monkeypatch: pytest.MonkeyPatch, checked: int, tested: int, ci: str, code: int
) -> None:
    """Checks and tests both run, and in CI a missing browser fails the run as well."""
    monkeypatch.setattr(check, "main", lambda: checked)
    for program in ("shell", "java", "postgres"):
        monkeypatch.setattr(test_command, program, lambda: None)
    monkeypatch.setattr(test_command, "run_pytest", lambda _long, _browser: tested)
    monkeypatch.setenv("CI", ci)
    assert test_command.main(long=False) == code


def test_every_check_runs_although_one_fails(tmp_path: Path) -> None:
    """A failing check does not hide what the later ones find."""
    steps: dict[str, check.Step] = {
        "một": lambda _root: False,
        "hai": lambda _root: True,
        "ba": lambda _root: False,
    }
    assert check.run(steps, tmp_path) == ["một", "ba"]


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
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(places.ROOT))
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
