"""A branch of a Git repository, as hosts of pages serve it: one commit, one push, by ghp-import.

The commit follows the one that is there, so nothing is forced. A repository of our own in the
target's memory makes it; ``tree`` beside it holds the files, as links.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from town_portal.core.system import walk
from town_portal.publishing.deliver import trusted_manifest
from town_portal.publishing.deliver.address import GitBranch
from town_portal.publishing.deliver.faults import DeliveryFailed
from town_portal.publishing.deliver.folder import put_file, remove_files
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.target import OLD_STANDS, Delivery, SentFiles, Target
from town_portal.publishing.deliver.target_memory import TargetMemory
from town_portal.publishing.deliver.trusted_manifest import Trust

COMMIT = "commit"
AUTHOR = {"user.name": "Cổng thông tin", "user.email": "cong-thong-tin@localhost"}
NOT_THERE = "Git chưa nhận bản mới ở {}: hãy chạy lại; nếu vẫn vậy, xem quyền ghi vào kho ấy."


@dataclass
class GitTarget(Target):
    """A branch of a repository; ``memory`` says where our own repository lies."""

    branch: GitBranch
    folder: Path
    stands: str = OLD_STANDS

    @property
    def name(self) -> str:
        """The repository and the branch."""
        return f"{self.branch.url}, nhánh {self.branch.name}"

    @property
    def repository(self) -> Path:
        """Our own repository."""
        return self.folder / "repository"

    @property
    def siblings(self) -> bool:
        """Hosts of pages compress by themselves and serve such copies as files of their own."""
        return False

    @property
    def sends_all(self) -> bool:
        """All files are put together anew."""
        return True

    def look(self, memory: TargetMemory, trust: Trust) -> str:
        """Find out whether somebody else has pushed."""
        there = self._tip()
        if there == memory.notes.get(COMMIT, ""):
            return ""
        if there:
            self._fetch()
        memory.manifest = "-"
        notice = trusted_manifest.correct_memory(memory, self, trust) if there else ""
        memory.notes[COMMIT] = there
        return notice

    def read(self, path: str, most: int = 0) -> bytes | None:
        """Return a file of the branch as it was fetched, the first ``most`` bytes or all."""
        try:
            found = self._git("show", f"origin/{self.branch.name}:{path}").data()
        except DeliveryFailed:
            return None
        return found[: most or None]

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of every file of the branch, by path."""
        listed = self._git("ls-tree", "-r", "-l", "-z", f"origin/{self.branch.name}").text()
        lines = (line.split("\t", 1) for line in listed.split("\0") if "\t" in line)
        return {path: int(about.split()[3]) for about, path in lines}

    def send(self, delivery: Delivery) -> SentFiles:
        """Commit all files and push."""
        tree = self._mirrored(delivery)
        tip = delivery.memory.notes.get(COMMIT, "")
        self._make_repository()
        if tip:
            self._fetch()
        words = ("-n", "-b", self.branch.name, "-r", "origin", "-m", f"Đăng {delivery.stamp}", "-p")
        ghp = (sys.executable, "-m", "ghp_import", *words, str(tree))
        Program("git", ghp, self.repository, QUIET).text()
        ours = self._git("rev-parse", f"refs/heads/{self.branch.name}").text().strip()
        if ours != self._tip() or ours == tip:
            raise DeliveryFailed(NOT_THERE.format(self.name))
        delivery.memory.notes[COMMIT] = ours
        delivery.memory.held = {path: file.digest for path, file in delivery.site.items()}
        return SentFiles(delivery.plan.files, delivery.plan.size)

    def _mirrored(self, delivery: Delivery) -> Path:
        """Return a folder that holds the site and nothing else."""
        tree = self.folder / "tree"
        tree.mkdir(parents=True, exist_ok=True)
        there = walk.list_files(tree)
        stats: dict[Path, dict[str, walk.Stat]] = {}
        for path, file in delivery.site.items():
            if file.root not in stats:
                stats[file.root] = walk.list_files(file.root)
            if there.get(path) != stats[file.root][path]:
                put_file(file.root / path, tree / path, link=True)
                delivery.progress.step(file.size)
        remove_files(tree, there.keys() - delivery.site.keys())
        return tree

    def tidy(self, _delivery: Delivery) -> None:
        """Let Git pack what has come together."""
        self._git("gc", "--auto", "--quiet").text()

    def _tip(self) -> str:
        """Return the commit that the branch is at, empty where there is no such branch."""
        words = ("git", "ls-remote", "--", self.branch.url, f"refs/heads/{self.branch.name}")
        return Program("git", words, None, QUIET).text().partition("\t")[0]

    def _make_repository(self) -> None:
        """Have a repository of our own."""
        if not (self.repository / "HEAD").is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            words = ("git", "init", "--quiet", "--bare", str(self.repository))
            Program("git", words, None, QUIET).text()
        self._git("config", "remote.origin.url", self.branch.url).text()
        for key, value in AUTHOR.items():
            try:
                self._git("config", key).text()
            except DeliveryFailed:
                self._git("config", key, value).text()

    def _fetch(self) -> None:
        self._make_repository()
        name = self.branch.name
        wanted = f"+refs/heads/{name}:refs/remotes/origin/{name}"
        self._git("fetch", "--quiet", "--depth=1", "origin", wanted).text()

    def _git(self, *words: str) -> Program:
        return Program("git", ("git", *words), self.repository, QUIET)


QUIET = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
"""Nobody is there to be asked for a password."""
