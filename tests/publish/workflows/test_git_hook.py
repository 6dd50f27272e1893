"""One server: what `git push` publishes, as deploy/git-hook/README.md sets it up."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sites.build_site import CLOCK, GOOD, ROOT, article, write

HOOK = ROOT / "deploy" / "git-hook"
PAGE = "2020/12/14/tot/index.html"
FIRST = "content/articles/2020/2020-12-14-tot/index.md"
NEW = "content/articles/2025/2025-06-15-moi/index.md"
WAITED = "đợi lần ấy xong"
NEEDED = shutil.which("git") and shutil.which("flock")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not NEEDED, reason="máy này không có git hoặc flock"),
]


@dataclass
class Server:
    """The folders of a server, and the project of somebody who pushes to it."""

    folder: Path

    @property
    def repository(self) -> Path:
        """The bare repository."""
        return self.folder / "town-portal.git"

    @property
    def project(self) -> Path:
        """The pusher's own clone."""
        return self.folder / "project"

    @property
    def public(self) -> Path:
        """What the web server shows."""
        return self.folder / "www"

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, as somebody without settings of their own."""
        return subprocess.run(
            words,
            cwd=folder or self.project,
            env=environment(self.folder),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def git(self, *words: str) -> str:
        """Run Git in the project, which must go well; return what it printed."""
        done = self.run("git", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def commit(self, name: str, text: str) -> None:
        """Save a text in the project and commit it."""
        write(self.project, {name: text})
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "bài")

    def configure(self, name: str, value: str) -> None:
        """Change a setting of the repository."""
        self.git("-C", str(self.repository), "config", f"portal.{name}", value)

    def told(self, name: str) -> str:
        """Return what the repository says of a ref; empty where there is none."""
        words = ("rev-parse", "--verify", "--quiet", name)
        return self.run("git", "-C", str(self.repository), *words).stdout.strip()


def environment(home: Path) -> dict[str, str]:
    """Return an environment that knows nobody; the clock is that of the tests."""
    name: dict[str, str] = {}
    for who in ("AUTHOR", "COMMITTER"):
        name |= {f"GIT_{who}_NAME": "An", f"GIT_{who}_EMAIL": "an@thu.example"}
    fixed = {"HOME": str(home), "PYTHONUTF8": "1", "GIT_CONFIG_NOSYSTEM": "1"}
    return {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": str(CLOCK), **fixed, **name}


def commands() -> list[str]:
    """Return the lines of the README that set the repository up."""
    text = (HOOK / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if block.startswith("git init")]
    return list(block.splitlines())


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A server set up by the README's own lines, in other folders, but for the first push."""
    server = Server(tmp_path)
    write(server.project, {**GOOD, FIRST: article(title="Bài tốt", date="2020-12-14")})
    shutil.copytree(HOOK, server.project / "deploy" / "git-hook")
    server.git("init", "-q", "-b", "main")
    server.git("add", "-A")
    server.git("commit", "-q", "-m", "đầu")
    places = {"/srv/town-portal.git": server.repository, "/opt/town-portal": tmp_path / "work"}
    for line in commands():
        if line.startswith("git push"):
            assert line == "git push /srv/town-portal.git HEAD:refs/heads/main"
            continue
        for place, here in places.items():
            line = line.replace(place, str(here))  # noqa: PLW2901
        done = server.run(*shlex.split(line))
        assert done.returncode == 0, done.stderr
    work, output = tmp_path / "work" / "content", tmp_path / "output"
    words = [sys.executable, str(ROOT / "tasks.py"), "publish"]
    words += ["--content", str(work), "--output", str(output), "--to", str(server.public)]
    server.configure("run", shlex.join(words))
    server.git("remote", "add", "origin", str(server.repository))
    return server


def test_a_push_publishes_and_a_fault_leaves_the_site(server: Server) -> None:
    """The page is there and the pusher is told; a fault is told with file and line."""
    told = server.git("push", "-q", "origin", "main")
    assert (server.public / PAGE).is_file(), told
    assert "remote: Đã đăng phiên bản" in told
    assert server.told("refs/portal/published") == server.git("rev-parse", "HEAD").strip()

    good = server.git("rev-parse", "HEAD").strip()
    before = (server.public / "index.html").read_bytes()
    server.commit(NEW, article(title="Bài mới", date="2025-06-15", category="khong-co"))
    told = server.git("push", "-q", "origin", "main")
    assert re.search(r"remote: .*moi/index\.md:4: category: không có chuyên mục", told)
    assert "remote: CHƯA ĐĂNG phiên bản" in told
    assert "remote: Hãy sửa" in told
    assert (server.public / "index.html").read_bytes() == before
    assert server.told("refs/portal/published") == good

    server.commit(NEW, article(title="Bài mới", date="2025-06-15"))
    told = server.git("push", "-q", "origin", "main")
    assert "remote: Đã đăng phiên bản" in told
    assert (server.public / "2025/06/15/moi/index.html").is_file()


SLOW = """\
echo "begin $(git -C {work} rev-parse HEAD)" >> {log}
until [ -e {go} ]; do sleep 0.05; done
echo "end" >> {log}
"""


@pytest.fixture
def slow(server: Server) -> Server:
    """A server whose publication notes when it runs, and ends when the file ``go`` is there."""
    folder = server.folder
    script = SLOW.format(work=folder / "work", log=folder / "log", go=folder / "go")
    (folder / "slow.sh").write_text(script, encoding="utf-8")
    server.configure("run", f"sh {shlex.quote(str(folder / 'slow.sh'))}")
    return server


def push_beside(server: Server) -> subprocess.Popen[str]:
    """Begin a push, and wait until the server has its commit."""
    head = server.git("rev-parse", "HEAD").strip()
    child = subprocess.Popen(
        ["git", "push", "-q", "origin", "main"],
        cwd=server.project,
        env=environment(server.folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    until(lambda: server.told("refs/heads/main") == head)
    return child


def until(is_so: object, seconds: float = 30) -> None:
    """Wait until something is so."""
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_pushes_at_once_wait_for_each_other(slow: Server) -> None:
    """One publication at a time, the newest last; who came too late is told that it is public."""
    log, pushes = slow.folder / "log", []
    for number in range(3):
        slow.commit(NEW, article(title=f"Bài {number}", date="2025-06-15"))
        pushes.append(push_beside(slow))
        until(log.is_file)
    (slow.folder / "go").touch()
    told = [push.communicate(timeout=60)[0] for push in pushes]
    newest = slow.git("rev-parse", "HEAD").strip()
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["begin", "end"] * 2
    assert lines[2] == f"begin {newest}"
    assert slow.told("refs/portal/published") == newest
    assert [WAITED in text for text in told] == [False, True, True]
    assert sum("đã gồm cả phiên bản" in text for text in told) == 1
    assert all(push.returncode == 0 for push in pushes)


def test_the_timer_publishes_what_a_broken_push_left(slow: Server) -> None:
    """The same script by hand; where all is public it asks what is due."""
    (slow.folder / "go").touch()
    hook = slow.repository / "hooks" / "post-receive"
    hook.chmod(0o644)  # as if it had never run
    slow.git("push", "-q", "origin", "main")
    script = str(slow.repository / "hooks" / "publish-pushed")
    assert slow.run(script, str(slow.repository), "--due").returncode == 0
    assert slow.told("refs/portal/published") == slow.git("rev-parse", "HEAD").strip()
    slow.configure("run", f"echo asked > {shlex.quote(str(slow.folder / 'asked'))};:")
    assert slow.run(script, str(slow.repository), "--due").returncode == 0
    assert (slow.folder / "asked").is_file()


def test_what_is_not_published_is_told(slow: Server) -> None:
    """Another branch is taken in; without a checkout the missing setting is named."""
    told = slow.git("push", "-q", "origin", "main:thu-nghiem")
    assert "Chỉ nhánh main được đăng" in told
    assert not (slow.folder / "log").exists()
    slow.git("-C", str(slow.repository), "config", "--unset", "portal.work")
    assert "chưa đặt portal.work" in slow.git("push", "-q", "origin", "main")
