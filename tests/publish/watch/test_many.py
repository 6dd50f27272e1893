"""A large site: the monitor's memory does not grow with what it reads."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.commands.places import ROOT

MEASURED = """
import resource, sys
from pathlib import Path
from plugins.commands.watch_site import Asked, main
address, folder = sys.argv[1], Path(sys.argv[2])
code = main(Asked(address, manifest=folder / "manifest.jsonl", json=folder / "report.json",
                  state=folder / "watch", root=folder))
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@contextmanager
def many(folder: Path, count: int) -> Iterator[str]:
    """Serve ``count`` pages from a process of its own; give the address."""
    command = [sys.executable, "-m", "tests.publish.watch.many", str(folder), str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def peak(folder: Path, count: int) -> int:
    """Look at a site of ``count`` pages; return the monitor's peak of memory in KiB."""
    folder.mkdir()
    with many(folder, count) as address:
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, address, str(folder)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["looked_at"]["files"] == count
    found = [it["kind"] for it in report["findings"] if it["level"] == "fault"]
    if count > 5_000:
        assert done.returncode == 1, done.stderr
        assert {"changed", "outside-link"} <= {*found}
    return int(done.stderr.split()[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows không cho biết bộ nhớ lớn nhất")
@pytest.mark.long
def test_ten_thousand_pages(tmp_path: Path) -> None:
    """10,000 pages (150 MB) take hardly more memory than ten; the changed one is found."""
    few, many_pages = peak(tmp_path / "few", 10), peak(tmp_path / "many", 10_000)
    assert many_pages - few < 30_000, (few, many_pages)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows không cho biết bộ nhớ lớn nhất")
def test_hundreds_of_pages(tmp_path: Path) -> None:
    """600 pages (9 MB) take hardly more memory than ten."""
    few, more = peak(tmp_path / "few", 10), peak(tmp_path / "more", 600)
    assert more - few < 8_000, (few, more)
