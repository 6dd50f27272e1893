"""A small content folder that the real `serve` serves, with everything that it starts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.portal import CLOCK, ROOT

SERVE = """
import sys
from pathlib import Path
from town_portal.cli.serve.session import main
sys.exit(main(*(Path(sys.argv[1]), "0", *map(Path, sys.argv[2:]))))
"""
TOWN = """\
name: Thị xã Thử Nghiệm
address: Số 1, đường Thử Nghiệm
time_zone: Asia/Ho_Chi_Minh
base_path: /
"""
CATEGORIES = """\
categories:
  - key: chinh-quyen
    title: Chính quyền
"""
PAGE = "---\ntitle: Giới thiệu\n---\n\nMột đoạn văn.\n"


def tiny_content(folder: Path) -> Path:
    """Write a small content folder and return it."""
    for name, text in (
        ("data/town.yaml", TOWN),
        ("data/categories.yaml", CATEGORIES),
        ("pages/gioi-thieu.md", PAGE),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "articles").mkdir()
    return folder


@contextmanager
def served(content: Path, folder: Path) -> Iterator[str]:
    """Serve a content folder until the block ends; give the address once all has started."""
    places = [str(content), str(folder / "output"), str(folder / "live")]
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, *places],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": str(CLOCK)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            yield _address(process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _address(process: subprocess.Popen[str]) -> str:
    """Return the portal's address, once the newsroom's is printed too."""
    lines, waited = [], {"Cổng thông tin": "", "Soạn tin": ""}
    for line in process.stdout or ():
        lines.append(line)
        if match := re.match(r"(Cổng thông tin|Soạn tin): (http\S+)", line):
            waited[match[1]] = match[2]
        if all(waited.values()):
            return waited["Cổng thông tin"]
    raise AssertionError("".join(lines))
