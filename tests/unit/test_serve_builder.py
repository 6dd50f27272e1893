"""The preview's processes: how a builder answers, and how the live service starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sites.build_site import ROOT
from town_portal.build.incremental import fast_path as patching
from town_portal.cli.serve import builder
from town_portal.cli.serve.builder import PATCHED, WHOLE
from town_portal.core.system.child import build_utf8_environment


def ending(error: BaseException | None) -> SimpleNamespace:
    """Return a Pelican whose build ends so."""

    def run() -> None:
        if error:
            raise error

    return SimpleNamespace(run=run)


@pytest.mark.parametrize(
    ("error", "code"),
    [(None, 0), (SystemExit(1), 1), (SystemExit(3), 3), (SystemExit("sai"), 1), (OSError("lạ"), 1)],
)
def test_a_builder_tells_how_a_build_ended(
    error: BaseException | None, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The process answers whatever it was; an unforeseen error is told without a traceback."""
    assert builder.build_once(ending(error)) == code
    told = capsys.readouterr()
    if isinstance(error, OSError):
        assert told.out == builder.PROGRAM_ERROR.format("OSError", "lạ") + "\n"
    assert not told.err


def test_a_patch_that_breaks_asks_for_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process goes on; the build tells what is wrong."""

    def broken() -> bool:
        raise KeyError("a.md")

    monkeypatch.setattr(patching, "Patcher", lambda _session: SimpleNamespace(patch=broken))
    assert builder.patch_output({"SPARING": "session"}, []) == WHOLE


def test_one_patcher_patches_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has learned from one patch serves the next; where it can't, a build is asked for."""
    answers = [True, True, False]
    made: list[object] = []

    def patcher(session: object) -> SimpleNamespace:
        made.append(session)
        return SimpleNamespace(patch=lambda: answers.pop(0))

    monkeypatch.setattr(patching, "Patcher", patcher)
    known: list[object] = []
    found = [builder.patch_output({"SPARING": "session"}, known) for _ in range(3)]
    assert (found, made) == ([PATCHED, PATCHED, WHOLE], ["session"])


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of templates of a program of its own."""
    monkeypatch.setattr(builder, "ROOT", tmp_path)
    folder = tmp_path / "theme/templates"
    folder.mkdir(parents=True)
    (folder / "base.html").write_text("a", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "is_other"),
    [
        *(("base.html", True), ("new.html", True), ("base.pyc", False)),
        *((".base.html.swp", False), (".#base.html", False)),
    ],
)
def test_a_file_that_is_written_makes_another_program(
    theme: Path, name: str, is_other: bool
) -> None:
    """Also one that comes; not what an editor or Python leaves for itself."""
    before = builder.fingerprint_program()
    assert before == builder.fingerprint_program()
    (theme / name).write_text("bb", encoding="utf-8")
    os.utime(theme / name, ns=(1, 1))
    assert (builder.fingerprint_program() != before) is is_other


CODE = """
import sys
from pathlib import Path
from town_portal.cli.serve.live import start_service
assert start_service(Path(sys.argv[1]), Path(sys.argv[2]), "/", 8000) is not None
"""


@pytest.mark.parametrize(
    ("pages", "is_warned"), [(None, False), pytest.param("{", True, marks=pytest.mark.long)]
)
def test_before_the_first_build_nothing_is_warned_of(
    tmp_path: Path, pages: str | None, is_warned: bool
) -> None:
    """That there are no pages yet is no news then; a file that can't be read is."""
    output = tmp_path / "output"
    output.mkdir()
    if pages is not None:
        (output / "pages.json").write_text(pages, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "data"), str(output)],
        cwd=ROOT,
        env=build_utf8_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ("Chưa đọc được trang nào" in done.stderr) is is_warned
