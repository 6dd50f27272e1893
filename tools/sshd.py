"""An SSH server of this user on this machine, with keys and settings of its own."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from tools.dumb_server import PortalNotBuilt
from town_portal.cli.test import find_server

PATIENCE = 20.0
MISSING = "máy này không có OpenSSH (gói openssh-server) hoặc rsync"


def find_free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def run_server(words: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """Run a server in the block; raises NotBuilt when it does not listen."""
    with log.open("ab") as output, subprocess.Popen(words, stdout=output, stderr=output) as child:
        try:
            _wait_for(port, child)
            yield
        finally:
            child.terminate()
            child.wait()


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise PortalNotBuilt(f"Máy chủ thử không chạy: {child.args!r}")


@contextmanager
def run_sshd(folder: Path) -> Iterator[tuple[int, str]]:
    """Run an SSH server in the block; yields its port and the words of an ssh that knows it.

    Raises NotBuilt where there is none on this machine.
    """
    program = find_server("sshd", os.environ)
    if program is None or shutil.which("rsync") is None:
        raise PortalNotBuilt(MISSING)
    folder.mkdir(parents=True)
    port = find_free_port()
    for name in ("host", "key"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(words, check=True)
    known = folder / "known"
    known.write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    (folder / "sshd.conf").write_text(SETTINGS.format(port=port, folder=folder))
    if os.geteuid() == 0:  # where a server of the system's own has never run
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    own = ["ssh", "-F", "none", "-i", str(folder / "key"), "-o", f"UserKnownHostsFile={known}"]
    words = [program, "-D", "-e", "-f", str(folder / "sshd.conf")]
    with run_server(words, port, folder / "log"):
        yield port, shlex.join(own)


SETTINGS = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100
Subsystem sftp internal-sftp
"""


def make_login(port: int, path: Path) -> str:
    """Return a folder of this machine as a target by SSH."""
    return f"ssh://{getuser()}@127.0.0.1:{port}{path}"
