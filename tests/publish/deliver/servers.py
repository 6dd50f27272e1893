"""Servers on this machine that sites are brought to: child processes with settings of their own."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

import pytest

from plugins.commands.places import scripts
from plugins.commands.test import find_server

RCLONE = str(scripts(Path(sys.prefix)) / "rclone")
PATIENCE = 20.0
NO_SSHD = "máy này không có OpenSSH (gói openssh-server) hoặc rsync"


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    """Return when a server listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"no server at {port}: {child.args!r}")


@contextmanager
def running(words: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """Have a server at work."""
    with log.open("ab") as said, subprocess.Popen(words, stdout=said, stderr=said) as child:
        try:
            wait_for(port, child)
            yield
        finally:
            child.terminate()
            child.wait()


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """Have an SSH server for this user; gives its port and the words of an ssh that knows it."""
    program = find_server("sshd", os.environ)
    if program is None or shutil.which("rsync") is None:
        pytest.skip(NO_SSHD)
    folder.mkdir(parents=True)
    port = free_port()
    for name in ("host", "key"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(words, check=True)
    (folder / "known").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "key.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "MaxStartups": "100",
    }
    text = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "sshd.conf").write_text(text)
    if os.geteuid() == 0:  # where a server of the system's own has never run
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    words = [program, "-D", "-e", "-f", str(folder / "sshd.conf")]
    own = [
        "ssh",
        "-F",
        "none",
        "-i",
        str(folder / "key"),
        "-o",
        f"UserKnownHostsFile={folder / 'known'}",
    ]
    with running(words, port, folder / "log"):
        yield port, shlex.join(own)


def login(port: int, path: Path) -> str:
    """Return a folder of this machine as a target by SSH."""
    return f"ssh://{getuser()}@127.0.0.1:{port}{path}"


@contextmanager
def rclone_serve(kind: str, root: Path, log: Path, *options: str) -> Iterator[int]:
    """Have rclone serve a folder; gives the port."""
    root.mkdir(parents=True, exist_ok=True)
    port = free_port()
    words = [RCLONE, "serve", kind, str(root), "--addr", f"127.0.0.1:{port}", "-vv", *options]
    with running(words, port, log):
        yield port
