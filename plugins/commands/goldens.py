"""The golden sites: what tests/golden/NAME/content must look like when it is built.

``main`` writes the expected trees anew; the change is then reviewed as a diff, like any other.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from plugins.commands.build_environment import make_build_environment
from plugins.commands.places import ROOT

FOLDER = ROOT / "tests" / "golden"
NAMES = ("full", "hostile", "minimal", "ward")
CLOCK = "1750000000"  # 2025-06-15, 22:06 in Viet Nam
PAGE_LENGTH = 10
BINARY = "BINARY.txt"
_HASH = re.compile(r"(?<=[.-])[0-9a-f]{10}(?=\.\w)")

Tree = dict[str, str]
"""Texts by their path in an output, and below BINARY the list of all other files."""


def build(content: Path, output: Path) -> None:
    """Build a golden content folder; raises RuntimeError, with what was said, when it can't be."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelicanconf.py")),
            *("-o", str(output), "-e", f"DEFAULT_PAGINATION={PAGE_LENGTH}", "SPECIMENS=false"),
        ],
        cwd=ROOT,
        env={**make_build_environment(), "SOURCE_DATE_EPOCH": CLOCK},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"{content}\n{done.stdout}{done.stderr}")


def tree(output: Path) -> Tree:
    """Return an output as it is compared: hashes in names become HASH, binary files one list.

    What is copied from the theme (below ``static/``) is listed by its name only: its bytes are
    reviewed where they are written. So are derivatives of photographs, whose bytes differ from one
    kind of processor to another.
    """
    found: Tree = {}
    binary: list[str] = []
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        raw = path.relative_to(output).as_posix()
        name = _HASH.sub("HASH", raw)
        data = path.read_bytes()
        if raw.startswith("static/") or name != raw:
            binary.append(f"{'-' * 64}  {name}")
        elif b"\0" in data or (text := _text(data)) is None:
            binary.append(f"{hashlib.sha256(data).hexdigest()}  {name}")
        else:
            found[name] = _HASH.sub("HASH", text)
    return {**found, BINARY: "\n".join(sorted(binary, key=lambda line: line[64:])) + "\n"}


def _text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def expected(name: str) -> Tree:
    """Return the tree that the golden site ``name`` must have."""
    folder = FOLDER / name / "expected"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(name: str) -> Tree:
    """Build the golden site ``name`` and return its tree."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        build(FOLDER / name / "content", output)
        return tree(output)


def refresh(name: str) -> None:
    """Write the expected tree of ``name`` anew; files that come out equal are not touched."""
    folder = FOLDER / name / "expected"
    wanted, there = built(name), expected(name) if folder.is_dir() else {}
    for path in there.keys() - wanted.keys():
        (folder / path).unlink()
    for path, text in wanted.items():
        if there.get(path) != text:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
    _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            shutil.rmtree(path)


def main() -> int:
    """Write every expected tree anew, and say how to look at what changed."""
    for name in NAMES:
        try:
            refresh(name)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 1
    shown = os.path.relpath(FOLDER)
    print(f"Đã ghi lại các trang mẫu. Hãy xem thay đổi bằng: git diff {shown}")
    return 0
