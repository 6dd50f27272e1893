"""`serve` as a process: it builds, serves, rebuilds, tells of faults, and ends without a trace."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from town_portal.core.system.places import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGINT to send to one process"
)

SECONDS = 60.0
# The settings are read by a real Pelican: a word in the content stands for what is wrong with it.
SETTINGS = """
import sys
from pathlib import Path
page = Path(__file__).parent / "content" / "pages" / "a.md"
if "HỎNG" in page.read_text(encoding="utf-8"):
    sys.exit("content/pages/a.md:1: title: tiêu đề hỏng")
SITEURL, SITENAME, TIMEZONE, DEFAULT_LANG = "", "Thử", "UTC", "vi"
PLUGINS, READERS = [], {"rst": None}
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = ""
"""


class Served:
    """A running preview over a scratch checkout."""

    def __init__(self, folder: Path) -> None:
        """Start `serve` there on any free port."""
        self.page = folder / "content" / "pages" / "a.md"
        self.printed = folder / "printed.txt"
        with self.printed.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "tasks.py", "serve", "--port", "0"],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def text(self) -> str:
        """Give what was printed so far."""
        return self.printed.read_text(encoding="utf-8")

    def address(self) -> str:
        """Give the printed address, waiting for it."""
        until = time.monotonic() + SECONDS
        while "Nhấn Ctrl-C để dừng." not in self.text():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < until, self.text()
            time.sleep(0.05)
        line = next(line for line in self.text().splitlines() if "Cổng thông tin: " in line)
        return line.partition(": ")[2]

    def get(self, path: str) -> tuple[int, str]:
        """Give the status and the text of a page."""
        try:
            with urllib.request.urlopen(self.address() + path, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def after(self, seen: int) -> dict[str, Any]:
        """Give the state that follows the one seen."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            state: dict[str, Any] = json.loads(self.get(f"_serve/state?seen={seen}")[1])
            if state["number"] != seen:
                return state
        raise AssertionError(self.text())

    def write(self, title: str) -> None:
        """Write the one page, at once: `serve` would build the emptied file between two writes."""
        fresh = self.page.with_name(".a.md")
        fresh.write_text(f"Title: {title}\nSlug: a\n\nNội dung.\n", encoding="utf-8")
        fresh.replace(self.page)

    def end(self, number: signal.Signals) -> int:
        """Send a signal and give the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=SECONDS)


def checkout(folder: Path, title: str) -> Path:
    """Make a checkout of the programs, one page and Pelican's own settings."""
    shutil.copytree(ROOT / "plugins", folder / "plugins")
    shutil.copy(ROOT / "tasks.py", folder)
    (folder / ".venv").symlink_to(sys.prefix)  # its own environment: nothing is installed
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "content" / "pages").mkdir(parents=True)
    page = folder / "content" / "pages" / "a.md"
    page.write_text(f"Title: {title}\nSlug: a\n\nNội dung.\n", encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Run `serve` over a page with the title of the test's parameter, and end it afterwards."""
    preview = Served(checkout(tmp_path, getattr(request, "param", "Tốt")))
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.process.kill()
            preview.process.wait()


def assert_clean_end(served: Served, number: signal.Signals) -> None:
    """Hold that a signal ends it with exit code 0, no traceback, and its port free."""
    port = int(served.address().rstrip("/").rpartition(":")[2])
    assert served.end(number) == 0
    assert served.text().endswith("Đã dừng.\n")
    assert "Traceback" not in served.text()
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(("127.0.0.1", port))


def test_faults_come_and_go_over_the_last_good_site(served: Served) -> None:
    """A broken page leaves the old site up and names the fault; a mended one replaces both.

    Ctrl-C ends it.
    """
    first = served.after(0)
    assert first["faults"] == []
    assert "<title>Tốt" in served.get("a/")[1].replace("Thử - ", "")
    served.write("HỎNG")
    broken = served.after(first["number"])
    assert broken["faults"] == ["content/pages/a.md:1: title: tiêu đề hỏng"]
    assert broken["site"] == first["site"]
    assert served.get("a/")[0] == 200
    served.write("Lành")
    mended = served.after(broken["number"])
    assert (mended["faults"], mended["site"]) == ([], mended["number"])
    assert "Lành" in served.get("a/")[1]
    assert "content/pages/a.md:1: title: tiêu đề hỏng" in served.text()
    assert_clean_end(served, signal.SIGINT)


@pytest.mark.long
@pytest.mark.parametrize("served", ["HỎNG"], indirect=True)
def test_without_a_first_good_build_the_faults_are_the_site(served: Served) -> None:
    """A site that never was built shows its faults everywhere, and appears once mended.

    SIGTERM ends it.
    """
    status, page = served.get("bat-ky/")
    assert status == 503
    assert "tiêu đề hỏng" in page
    broken = served.after(0)
    served.write("Lành")
    assert served.after(broken["number"])["site"]
    assert served.get("a/")[0] == 200
    assert_clean_end(served, signal.SIGTERM)


@pytest.mark.long
def test_it_ends_during_a_build(served: Served) -> None:
    """A signal before the first page is there ends the build as well."""
    until = time.monotonic() + SECONDS
    while "Đang dựng trang" not in served.text():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert served.end(signal.SIGTERM) == 0
    assert "Traceback" not in served.text()
