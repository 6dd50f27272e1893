"""One SSH connection that all steps at a server share, by the user's own ssh and its settings."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from town_portal.core.system.child import NEW_GROUP, NEW_SESSION, end_tree
from town_portal.publishing.deliver.address import Server
from town_portal.publishing.deliver.faults import DeliveryFailed
from town_portal.publishing.deliver.program import Program

SCRIPT = Path(__file__).with_name("remote.sh")
SSH = "PORTAL_SSH"
"""The variable that names the ssh program with options of one's own, as Git's GIT_SSH_COMMAND."""
# Nobody is there to type a password, and a server that has gone away is noticed.
OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")
WHY = (
    ("Host key verification failed", "máy này chưa biết máy chủ ấy: hãy chạy một lần “ssh {}”"),
    ("REMOTE HOST IDENTIFICATION HAS CHANGED", "khóa của máy chủ đã đổi: hãy hỏi người quản trị"),
    (
        "Permission denied",
        (
            "máy chủ không nhận khóa SSH của người dùng này: hãy ghi khóa công khai (tệp .pub "
            "trong ~/.ssh) vào .ssh/authorized_keys ở máy chủ; tài khoản có mật khẩu thì "
            "“ssh-copy-id {}”"
        ),
    ),
    ("Could not resolve", "không tìm thấy máy chủ ấy: hãy xem lại tên"),
    ("Connection refused", "máy chủ không nhận kết nối SSH ở cổng ấy"),
    ("timed out", "máy chủ không trả lời: hãy xem lại mạng"),
)


@dataclass
class Connection:
    """A connection to a server; it ends with this process, also with one that is killed."""

    server: Server
    _room: tempfile.TemporaryDirectory[str] | None = field(default=None, init=False)
    _master: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def open(self) -> None:
        """Connect, unless that is done; raises Failed, saying what to do."""
        if self._master is not None and self._master.poll() is None:
            return
        self.close()
        # A socket's path may have some 100 letters: the state folder may lie deeper.
        self._room = tempfile.TemporaryDirectory(prefix="portal-ssh-", ignore_cleanup_errors=True)
        with tempfile.TemporaryFile() as said:
            # `cat` ends with our end of the pipe, and the connection with it.
            words = [*self._words("-M"), self.server.login, "cat"]
            self._master = _start_program(words, said)
            if not self._answers():
                self._master.wait()
                said.seek(0)
                raise DeliveryFailed(
                    explain_failure(self.server, said.read().decode("utf-8", "replace"))
                )

    def _answers(self) -> bool:
        master = self._master
        if master is None or master.stdin is None or master.stdout is None:
            return False
        try:
            master.stdin.write(b"\n")
            master.stdin.flush()
        except BrokenPipeError:
            return False
        return master.stdout.read(1) == b"\n"

    def _words(self, *options: str) -> list[str]:
        room = self._room.name if self._room else ""
        port = ("-p", str(self.server.port)) if self.server.port else ()
        own = shlex.split(os.environ.get(SSH, "ssh"))
        return [*own, *OPTIONS, *port, "-S", f"{room}/s", *options]

    @property
    def shell(self) -> str:
        """What rsync runs to reach the server; it parts the words as a shell does."""
        return shlex.join(self._words())

    def run(self, verb: str, *words: str) -> str:
        """Run a verb of `remote.sh` at the server and return what it prints; raises Failed."""
        return self.program(verb, *words).text(self.script)

    @property
    def script(self) -> str:
        """What each verb is read from."""
        return SCRIPT.read_text(encoding="utf-8")

    def program(self, verb: str, *words: str) -> Program:
        """Return what runs a verb of ``script``, to be given on its input; raises Failed."""
        self.open()
        path = self.server.path.rstrip("/") or "/"
        told_there = shlex.join(["sh", "-s", "--", verb, path, *words])
        return Program("ssh", [*self._words(), self.server.login, told_there])

    def close(self) -> None:
        """End the connection."""
        if self._master is not None:
            end_tree(self._master)
            self._master.wait()
            for pipe in (self._master.stdin, self._master.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):  # a byte that nobody has read
                        pipe.close()
        if self._room is not None:
            self._room.cleanup()
        self._master = self._room = None


def _start_program(words: Sequence[str], said: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=NEW_SESSION,
            creationflags=NEW_GROUP,
        )
    except FileNotFoundError as error:
        raise DeliveryFailed("Máy này chưa có ssh. Hãy cài OpenSSH rồi chạy lại.") from error


def explain_failure(server: Server, said: str) -> str:
    """Return the sentence about a connection that failed, with what ssh itself said."""
    login = f"-p {server.port} {server.login}" if server.port else server.login
    why = next((words for mark, words in WHY if mark in said), "hãy xem lại địa chỉ và khóa SSH")
    return f"Chưa vào được {server.login}: {why.format(login)}. Máy báo:\n{said.strip()}"
