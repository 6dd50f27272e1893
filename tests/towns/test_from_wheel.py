"""A town from nothing: the wheel, its folder, its environment, an upgrade and the way back.

Packages come from the machine's index; it takes some minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal import ROOT
from tests.sites.build_site import read
from town_portal.cli.engine.wheel import make_wheel

pytestmark = pytest.mark.long
WARD = "18754"
"""Phường Sông Trí, tỉnh Hà Tĩnh."""


def run(*command: str | Path, folder: Path) -> str:
    """Run a program as on a machine that knows nothing of this checkout; return what it prints."""
    left_out = ("PYTHONPATH", "TOWN_PORTAL_HOME", "VIRTUAL_ENV")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**env, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the installed program ``town-portal``, as pipx has it, and the wheel."""
    folder = tmp_path_factory.mktemp("program")
    wheel = make_wheel(folder)
    base = getattr(sys, "_base_executable", None) or sys.executable
    run(base, "-m", "venv", folder / "venv", folder=folder)
    run(folder / "venv/bin/pip", "install", "--quiet", wheel, folder=folder)
    return folder / "venv/bin/town-portal", wheel


@pytest.fixture(scope="module")
def town(program: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new town, built once."""
    place = tmp_path_factory.mktemp("towns")
    town_portal, wheel = program
    run(town_portal, "new", "cong", "--ward", WARD, "--engine", wheel, "--yes", folder=place)
    run(sys.executable, "tasks.py", "build", folder=place / "cong")
    return place / "cong"


def test_it_stands_alone(town: Path) -> None:
    """Pages are there, nothing of them names this checkout, and state lies in the folder."""
    home = (town / "output/index.html").read_text(encoding="utf-8")
    assert "Sông Trí" in home
    assert str(ROOT) not in home
    assert (town / ".output.state").is_dir()
    assert len(read(town / "content")) <= 15


def test_an_upgrade_shows_what_changes_and_can_be_taken_back(
    town: Path, program: tuple[Path, Path], tmp_path: Path
) -> None:
    """Another wheel with one word of the footer changed: the files that differ are listed."""
    content = read(town / "content")
    pins = (town / "requirements.txt").read_bytes()
    other = changed_wheel(program[1], tmp_path)
    said = run(sys.executable, "tasks.py", "upgrade", other, "--yes", folder=town)
    assert re.search(r"đổi [1-9]\d* tệp, thêm 0 tệp, bỏ 0 tệp", said), said
    listed = (town / ".state/upgrade/difference.txt").read_text(encoding="utf-8")
    assert "đổi\tindex.html\n" in listed
    run(sys.executable, "tasks.py", "build", folder=town)
    assert "Chân trang mới" in (town / "output/index.html").read_text(encoding="utf-8")
    run(sys.executable, "tasks.py", "upgrade", "--back", folder=town)
    assert (town / "requirements.txt").read_bytes() == pins
    run(sys.executable, "tasks.py", "build", folder=town)
    assert "Chân trang mới" not in (town / "output/index.html").read_text(encoding="utf-8")
    assert read(town / "content") == content


def changed_wheel(wheel: Path, folder: Path) -> Path:
    """Return a wheel of a later version whose footer has other words."""
    run(sys.executable, "-m", "zipfile", "-e", wheel, folder / "open", folder=folder)
    tree = folder / "open"
    footer = tree / "town_portal/_share/theme/templates/partials/footer.html"
    footer.write_text(f"{footer.read_text('utf-8')}<p>Chân trang mới</p>\n", encoding="utf-8")
    (info,) = tree.glob("*.dist-info")
    meta = info / "METADATA"
    text = re.sub(r"(?m)^Version: .*$", "Version: 99.0.0", meta.read_text(encoding="utf-8"))
    meta.write_text(text, encoding="utf-8")
    (info / "RECORD").write_text(_record(tree), encoding="utf-8")
    info.rename(tree / "town_portal-99.0.0.dist-info")
    target = folder / "town_portal-99.0.0-py3-none-any.whl"
    names = sorted(item.name for item in tree.iterdir())
    run(sys.executable, "-m", "zipfile", "-c", target, *names, folder=tree)
    return target


def _record(tree: Path) -> str:
    """Return the list of files that a wheel must have; hashes may be left out for its own."""
    files = sorted(item for item in tree.rglob("*") if item.is_file())
    names = (file.relative_to(tree).as_posix() for file in files)
    fresh = (re.sub(r"^town_portal-[^/]+", "town_portal-99.0.0", name) for name in names)
    return "".join(f"{name},,\n" for name in fresh)
