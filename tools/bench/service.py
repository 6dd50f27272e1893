"""The live service under load: visits and lists of comments, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench.run import CannotMeasure, print_line
from tools.bench.table import Column, FigureTable, Goal, TableRow
from tools.cluster import Cluster
from tools.sshd import find_free_port
from town_portal.cli.test import ensure_postgres
from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, build_utf8_environment, end_tree
from town_portal.core.system.places import ROOT

HITS, OFFERED, SECONDS, LISTS = 8_000, 200.0, 15, 3_000
CONNECTIONS = 32
READY_SECONDS = 20.0
COLUMNS = (
    *(Column("core", "lượt/s một nhân"), Column("rate", "lượt/s")),
    *(Column("p50", "p50 ở 200/s", "ms", 1), Column("p99", "p99 ở 200/s", "ms", 1)),
    *(Column("refused", "không được đếm"), Column("lists", "danh sách bình luận/s")),
    Column("memory", "bộ nhớ", "MB"),
)
SQLITE = {"core": Goal(1_000, is_minimum=True), "p99": Goal(40), "refused": Goal(0)}
POSTGRES = {"p99": Goal(100), "refused": Goal(0)}
BOTH = {"memory": Goal(130)}
SITE = "https://bench.invalid"
PAGES = tuple(f"/2026/01/{day:02d}/bai-{day}/" for day in range(1, 29))
BROWSER = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile"
FILL = f"""
from service.comments.models import Comment, Status
from service.guard import clock
for number in range(20):
    Comment.objects.create(
        page="{PAGES[0]}", author=f"Người đọc {{number}}", text="Ý kiến của tôi. " * 20,
        at=clock.get_now(), changed=clock.get_now(), status=Status.APPROVED, receipt=str(number),
    )
"""


def measure(_sizes: Sequence[int]) -> Iterator[FigureTable]:
    """Yield the table of the service; raises CannotMeasure."""
    print_line("— service: lượt truy cập, danh sách bình luận; chừng 1 phút")
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        yield FigureTable("Cơ sở dữ liệu", COLUMNS, list(_iter_rows(Path(scratch))))


def _iter_rows(folder: Path) -> Iterator[TableRow]:
    with run_service(folder / "sqlite") as service:
        yield TableRow("SQLite (FULL)", load_service(service), {**SQLITE, **BOTH})
    programs = ensure_postgres()
    if programs is None:
        print_line("  bỏ qua PostgreSQL: máy này không có")
        return
    cluster = Cluster(programs, settings=())
    try:
        with run_service(folder / "postgres", cluster.make("bench")) as service:
            yield TableRow("PostgreSQL", load_service(service), {**POSTGRES, **BOTH})
    finally:
        cluster.end()


@dataclass(frozen=True)
class RunningService:
    """The running service: its port, and what its processes cost."""

    port: int
    pid: int

    def _processes(self) -> list[Path]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [Path("/proc", pid) for pid in (str(self.pid), *children.split())]

    def cpu(self) -> float:
        """Return the seconds of processor time that it has taken so far."""
        stats = [(process / "stat").read_text(encoding="ascii") for process in self._processes()]
        words = [stat.rpartition(")")[2].split() for stat in stats]
        return sum(int(word[11]) + int(word[12]) for word in words) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return its MB; what processes share is counted once."""
        texts = [
            (process / "smaps_rollup").read_text(encoding="ascii") for process in self._processes()
        ]
        lines = [line.split() for text in texts for line in text.splitlines()]
        return sum(int(line[1]) for line in lines if line[0] == "Pss:") * 1024 / 1_000_000


@contextmanager
def run_service(folder: Path, database: str = "") -> Iterator[RunningService]:
    """Run the service with fresh data, on SQLite without a database URL; one process."""
    folder.mkdir()
    address = f"127.0.0.1:{find_free_port()}"
    env = _build_environment(folder, database, address)
    manage = [sys.executable, str(ROOT / "service" / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity=0", "--no-input"], env=env, check=True)
    subprocess.run([*manage, "shell", "--verbosity=0", "-c", FILL], env=env, check=True)
    settings = str(ROOT / "service" / "config" / "server.py")
    child = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", settings, "service.config.wsgi"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=NEW_SESSION,
        creationflags=NEW_GROUP,
    )
    try:
        _wait_for(f"http://{address}/healthz", child)
        yield RunningService(int(address.rpartition(":")[2]), child.pid)
    finally:
        end_tree(child)
        child.wait()


def _build_environment(folder: Path, database: str, address: str) -> dict[str, str]:
    """Write the list of pages and return the service's settings."""
    pages = {"version": 1, "site": SITE, "zone": "Asia/Ho_Chi_Minh", "start": 0}
    listed = {**pages, "open": PAGES, "closed": [], "pages": ["/"]}
    (folder / "pages.json").write_text(json.dumps(listed), encoding="utf-8")
    return {
        **build_utf8_environment(),
        "LIVE_DATA": str(folder / "data"),
        "LIVE_PAGES": str(folder / "pages.json"),
        "LIVE_DATABASE": database,
        "LIVE_WORKERS": "1",
        "LIVE_LOCAL": "1",
        "LIVE_BIND": address,
    }


def _wait_for(address: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and child.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise CannotMeasure(f"Chương trình ở {address} không trả lời.")


def load_service(service: RunningService) -> dict[str, float]:
    """Send hits of new readers at a steady rate, then as many as are answered; then ask lists."""
    steady = send(service.port, make_hit, int(OFFERED * SECONDS), OFFERED)
    before, sent = service.cpu(), len(steady.seconds)
    fast = send(service.port, lambda n: make_hit(sent + n), HITS)
    core = HITS / (service.cpu() - before)
    lists = send(service.port, make_list, LISTS)
    return {
        "core": core,
        "rate": fast.rate,
        "p50": steady.percentile(0.5) * 1000,
        "p99": steady.percentile(0.99) * 1000,
        "refused": float(steady.refused + fast.refused),
        "lists": lists.rate,
        "memory": service.memory(),
    }


def make_hit(number: int) -> bytes:
    """Return the hit of a new reader, as the proxy would pass it on: 256 of them in a network."""
    body = json.dumps({"page": PAGES[number % len(PAGES)], "beat": False}).encode()
    reader = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    lines = (
        *("POST /v1/hit HTTP/1.1", "Host: 127.0.0.1", f"Origin: {SITE}", f"User-Agent: {BROWSER}"),
        *("Content-Type: application/json", f"X-Forwarded-For: {reader}"),
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def make_list(_number: int) -> bytes:
    """Return the question for a page's comments."""
    lines = (f"GET /v1/comments?page={PAGES[0]} HTTP/1.1", "Host: 127.0.0.1", f"Origin: {SITE}")
    return "\r\n".join((*lines, f"User-Agent: {BROWSER}")).encode() + b"\r\n\r\n"


@dataclass
class RequestFigures:
    """How the requests went: seconds of each, how many were answered with anything but 200."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    whole: float = 0.0
    """Seconds from the first request to the last answer."""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.whole

    def percentile(self, share: float) -> float:
        """Return the seconds within which a share (0.99) of the requests were answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def send(port: int, make: Callable[[int], bytes], count: int, rate: float = 0) -> RequestFigures:
    """Send requests over kept connections, as fast as they are answered or ``rate`` a second.

    At a rate the time counts from when a request should have left, so that waiting is not hidden.
    """

    async def send_all() -> RequestFigures:
        answers, began, numbers = RequestFigures(), time.perf_counter(), iter(range(count))
        senders = (_send(port, make, numbers, (answers, began, rate)) for _ in range(CONNECTIONS))
        await asyncio.gather(*senders)
        answers.whole = time.perf_counter() - began
        return answers

    return asyncio.run(send_all())


async def _send(
    port: int,
    make: Callable[[int], bytes],
    numbers: Iterator[int],
    how: tuple[RequestFigures, float, float],
) -> None:
    """Send the requests that one connection takes from the common numbers."""
    answers, began, rate = how
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        due = began + number / rate if rate else time.perf_counter()
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            writer.write(make(number))
            status = await _read_answer(reader)
        except (ConnectionError, asyncio.IncompleteReadError):  # the server hung up in between
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(make(number))
            status = await _read_answer(reader)
        answers.seconds.append(time.perf_counter() - due)
        answers.refused += status != b"200"
    writer.close()


async def _read_answer(reader: asyncio.StreamReader) -> bytes:
    """Read an answer to its end and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(line for line in lines if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))
    return head.split(b" ", 2)[1]
