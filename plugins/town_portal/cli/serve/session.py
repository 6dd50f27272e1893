"""One run of the preview, from its first build to Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import yaml
from waitress.server import create_server

from town_portal.cli.serve.hosts import guard_hosts
from town_portal.cli.serve.live import LiveProcess, start_service
from town_portal.cli.serve.newsroom import Newsroom
from town_portal.cli.serve.page import NO_REASON
from town_portal.cli.serve.port import HOST, NoPort, open_listener, parse_port
from town_portal.cli.serve.portal import PortalServer
from town_portal.cli.serve.state import StateChannel
from town_portal.cli.serve.warm import Warm
from town_portal.cli.serve.watching import Watching
from town_portal.core.content_files.opening import read_text
from town_portal.core.system.child import stop_on_signals
from town_portal.core.system.places import TOWN
from town_portal.publishing import last_good
from town_portal.publishing.build import Building, Result

# Each open page holds one thread with its question.
THREADS = 16
NEWS_SECONDS = 2.0
"""So often the desk is asked whether a comment was approved or taken away."""


class OneBuild(Protocol):
    """A build that can be stopped."""

    def run(self) -> Result:
        """Build and tell how it ended."""

    def stop(self) -> None:
        """End the build."""


class PreviewBuilder:
    """Builds whenever it is told of a change, one build at a time, and tells the browsers."""

    def __init__(self, content: Path, output: Path, build: Callable[[], OneBuild]) -> None:
        """Prepare to build `content` into `output`; nothing is started yet."""
        exists = (output / "index.html").is_file()
        self.output = output
        self.state = StateChannel(first=time.time_ns() // 1_000_000, site_exists=exists)
        self.portal = PortalServer(output, self.state, find_base_path(content))
        self.first_done = threading.Event()
        self.before: Callable[[], None] = lambda: None
        """What is done before each build."""
        self.is_late: Callable[[], bool] = lambda: False
        """Whether a build is due though nothing has changed."""
        self._content = content
        self._build = build
        self._current: OneBuild | None = None
        self._wanted = threading.Event()
        self._is_seen = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def address(self, port: int) -> str:
        """Return where browsers find the site that is served at a port of this machine."""
        return f"http://{HOST}:{port}{self.portal.base}"

    def start(self) -> None:
        """Begin with the first build."""
        self.changed()
        self._thread.start()

    def changed(self) -> None:
        """Ask for a build, after which open pages load again; one during a build follows it."""
        self._is_seen.set()
        self._wanted.set()

    def renew(self) -> None:
        """Ask for a build of which who reads a page needs to know nothing."""
        self._wanted.set()

    def stop(self) -> None:
        """End the build that runs and let the browsers go."""
        self._stopping.set()
        self._wanted.set()
        self.state.close()
        if self._current is not None:
            self._current.stop()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _work(self) -> None:
        while self._wanted.wait() and not self._stopping.is_set():
            self._wanted.clear()
            self._once()
            self.first_done.set()

    def _once(self) -> None:
        print_line("Đang dựng trang…")
        began = time.monotonic()
        is_seen = self._is_seen.is_set() or bool(self.state.now().faults)
        self._is_seen.clear()
        self.before()
        self._current = self._build()
        try:
            result = self._current.run()
            outcome = last_good.hold_back(self._content, self.output, result, self._rebuild)
        except OSError as error:
            outcome = last_good.BuildOutcome(Result(1, str(error)))
        if self._stopping.is_set():
            return
        if outcome.result.code:
            print("Chưa dựng được trang – bản cũ vẫn được giữ.", file=sys.stderr, flush=True)
            self.state.failed(outcome.result.fault_lines() or (NO_REASON,))
            return
        self._finish(outcome, is_seen)
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        print_line(f"Đã dựng xong trong {seconds} giây.")

    def _rebuild(self, content: Path) -> Result:
        """Build a working copy of the content in which faulty texts are held back."""
        if self._stopping.is_set():
            return Result(1, "")
        building = Building(self._content, self.output)
        self._current = building
        return building.rerun(content)

    def _finish(self, outcome: last_good.BuildOutcome, is_seen: bool) -> None:
        """Show the new site and keep its texts as good versions."""
        self.portal.move(find_base_path(self._content))
        lines = outcome.lines()
        if lines:
            print("\n".join(lines), file=sys.stderr, flush=True)
        if is_seen:
            self.state.built(lines)
            last_good.record_all_good_versions(self._content, outcome.names)


def find_base_path(content: Path) -> str:
    """Give the base path of the town's data, "/" where they name none or cannot be read."""
    try:
        town = yaml.safe_load(read_text(content / "data" / "town.yaml", content))
        words = str(town["base_path"]).strip("/")
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
        return "/"
    return f"/{words}/" if words else "/"


def print_line(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def main(
    content: Path, port: str, output: Path = TOWN / "output", data: Path = TOWN / ".live"
) -> int:
    """Build, serve on this machine until Ctrl-C, and give the exit code."""
    if not content.is_dir():
        print(f"Không có thư mục nội dung: {content}", file=sys.stderr)
        return 1
    warm = Warm(content, output)
    preview = PreviewBuilder(content, output, lambda: warm)
    preview.is_late = warm.is_late
    watching = Watching(TOWN, content, output, preview.changed)
    newsroom = Newsroom(content, output, data.with_name(".newsroom"))
    try:
        with stop_on_signals():
            place = open_listener(parse_port(port))
            newsroom.start(preview.portal.base, place.getsockname()[1])
            preview.portal.newsroom = newsroom
            run_server(preview, watching, place, data)
    except NoPort as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        preview.stop()
        watching.stop()
        newsroom.stop()
    print_line("Đã dừng.")
    return 0


def run_server(
    preview: PreviewBuilder, watching: Watching, place: socket.socket, data: Path
) -> None:
    """Serve until a signal comes; the addresses are printed once the first build has ended."""
    port = place.getsockname()[1]
    live = start_live(preview, data, port)
    watching.start()
    preview.start()
    while not preview.first_done.wait(0.2):
        pass
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(guard_hosts(preview.portal), sockets=[place], threads=THREADS)
    threading.Thread(target=server.run, daemon=True).start()
    address = preview.address(port)
    print_line(f"Cổng thông tin: {address}")
    if preview.portal.live is not None:
        print_line(f"Bàn quản trị bình luận, số liệu: {address}quan-tri/")
    print_line("Nhấn Ctrl-C để dừng.")
    while True:
        # A wait with a time limit: without one, Windows does not let Ctrl-C through.
        time.sleep(NEWS_SECONDS)
        if preview.is_late() or (live is not None and live.has_news()):
            preview.renew()


def start_live(preview: PreviewBuilder, data: Path, port: int) -> LiveProcess | None:
    """Let the live service answer beside the pages, and each build bake what it knows."""
    live = start_service(data, preview.output, preview.portal.base, port)
    if live is None:
        return None
    preview.portal.live = live.application
    snapshot = data / "snapshot.json"
    os.environ["LIVE_SNAPSHOT"] = str(snapshot)
    preview.before = lambda: live.write(snapshot)
    return live
