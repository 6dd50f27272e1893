"""Decap's server as a child of `serve`: for its starter alone, gone when that one is gone."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.commands.serve import decap
from plugins.commands.serve.decap import Decap, NoServer
from tests.portal import ROOT

STARTER = """
import sys, time
from pathlib import Path
from plugins.commands.serve import decap
child, port = decap.start(Path(sys.argv[1]), "khoa")
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _ready() -> None:
    """Skip where this machine has no Node.js or not the desk's packages."""
    if not decap.is_ready():
        pytest.skip("không có Node.js hoặc các gói của tools/desk")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Decap]:
    """A server for a folder with one page, stopped after the test."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").write_text("Chữ.", encoding="utf-8")
    found = Decap(tmp_path)
    yield found
    found.stop()


def entry(path: str) -> bytes:
    """Return the request for one file."""
    asked = {"action": "getEntry", "params": {"branch": "main", "path": path}}
    return json.dumps(asked).encode()


def is_there(pid: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0].startswith("Z")


def test_it_answers_who_started_it_and_nobody_else(server: Decap, tmp_path: Path) -> None:
    """With the key a file is read; without, whatever the page and its origin, nothing is."""
    status, body = server.ask(entry("pages/a.md"))
    assert (status, json.loads(body)["data"]) == (200, "Chữ.")
    connection = http.client.HTTPConnection("127.0.0.1", server._port, timeout=10)
    for headers in ({}, {"Origin": "http://127.0.0.1:8000"}, {"X-Desk-Key": "sai"}):
        told = {"Content-Type": "application/json", **headers}
        connection.request("POST", "/api/v1", entry("pages/a.md"), told)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (403, b"")
    connection.close()


def test_it_is_started_again_when_it_has_died_but_not_after_the_end(server: Decap) -> None:
    """The next saving starts another; after the end the text is told to be in the browser."""
    server.ask(entry("pages/a.md"))
    assert server._child
    server._child.kill()
    server._child.wait()
    assert server.ask(entry("pages/a.md"))[0] == 200
    child = server._child
    server.stop()
    assert child.poll() is not None
    with pytest.raises(NoServer, match="Bài vẫn còn trong trình duyệt"):
        server.ask(entry("pages/a.md"))


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_no_orphan_is_left(tmp_path: Path) -> None:
    """When the starter is killed without a word, the server ends by itself."""
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        assert is_there(pid)
        starter.send_signal(signal.SIGKILL)
        end = time.monotonic() + 10
        while is_there(pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert not is_there(pid)
